using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Caching;

namespace Conversations.Web.Access;

/// <summary>API keys: found by their SHA-256, at most 25 seconds old. A key acts as one employee.</summary>
public sealed class ApiKeys(ICredentials credentials, TimeProvider clock)
{
    private const int KeysMax = 10_000;
    private const int KeyCharsMax = 512;
    public const int PrefixChars = 12;
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(25);
    private readonly ShortCache<string, ApiKeyRow?> cache = new(clock, AgeMax, KeysMax);

    /// <summary>The hash of a key that is good now, or null.</summary>
    public async ValueTask<ApiKeyRow?> FindAsync(string key, CancellationToken cancellationToken)
    {
        if (key.Length is 0 or > KeyCharsMax)
        {
            return null;
        }

        return await FindByHashAsync(Secrets.HashOf(key), cancellationToken);
    }

    public async ValueTask<ApiKeyRow?> FindByHashAsync(string hash, CancellationToken cancellationToken)
    {
        // Only keys that exist are kept: guesses must not push them out.
        if (!cache.TryGet(hash, out var row))
        {
            row = await credentials.FindApiKeyAsync(hash, cancellationToken);
            if (row is not null)
            {
                cache.Put(hash, row);
            }
        }

        var now = clock.GetUtcNow();
        return row is { RevokedAt: null } && (row.ExpiresAt is null || row.ExpiresAt > now) ? row : null;
    }

    /// <summary>A row for a key, which itself is kept nowhere.</summary>
    public static ApiKeyRow RowOf(string key, EmployeeId employee, string name, DateTimeOffset now, DateTimeOffset? expiresAt) =>
        new(Secrets.HashOf(key), key[..PrefixChars], employee, name, now, expiresAt, RevokedAt: null);

    public async ValueTask<string> AddAsync(
        EmployeeId employee, string name, DateTimeOffset? expiresAt, CancellationToken cancellationToken, string start = "")
    {
        var key = start + Secrets.NewToken();
        await credentials.AddApiKeyAsync(RowOf(key, employee, name, clock.GetUtcNow(), expiresAt), cancellationToken);
        return key;
    }

    public ValueTask<ImmutableArray<ApiKeyRow>> ListAsync(CancellationToken cancellationToken) => credentials.ListApiKeysAsync(cancellationToken);

    /// <summary>False when no active key has that prefix.</summary>
    public async ValueTask<bool> RevokeAsync(string prefix, CancellationToken cancellationToken)
    {
        var revoked = false;
        foreach (var row in await credentials.ListApiKeysAsync(cancellationToken))
        {
            if (row.Prefix == prefix && row.RevokedAt is null)
            {
                revoked |= await credentials.RevokeApiKeyAsync(row.KeyHash, clock.GetUtcNow(), cancellationToken);
                cache.Drop(row.KeyHash);
            }
        }

        return revoked;
    }
}
