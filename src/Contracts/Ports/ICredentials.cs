using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>API keys, sign-ins, one-time links and data-protection keys. Secrets are stored as hashes only.</summary>
public interface ICredentials
{
    ValueTask<ApiKeyRow?> FindApiKeyAsync(string keyHash, CancellationToken cancellationToken);
    ValueTask AddApiKeyAsync(ApiKeyRow key, CancellationToken cancellationToken);
    ValueTask<ImmutableArray<ApiKeyRow>> ListApiKeysAsync(CancellationToken cancellationToken);

    /// <summary>False when there is no such key.</summary>
    ValueTask<bool> RevokeApiKeyAsync(string keyHash, DateTimeOffset at, CancellationToken cancellationToken);

    ValueTask<SignInRow?> FindSignInByEmailAsync(string email, CancellationToken cancellationToken);
    ValueTask<SignInRow?> FindSignInAsync(EmployeeId employee, CancellationToken cancellationToken);

    /// <summary>Inserts or replaces. False when the e-mail belongs to another employee.</summary>
    ValueTask<bool> PutSignInAsync(SignInRow signIn, CancellationToken cancellationToken);

    ValueTask AddLinkAsync(string tokenHash, EmployeeId employee, DateTimeOffset expiresAt, CancellationToken cancellationToken);

    /// <summary>Uses a link up, atomically: one caller gets the employee, all later ones null.</summary>
    ValueTask<LinkUse> UseLinkAsync(string tokenHash, DateTimeOffset now, CancellationToken cancellationToken);

    ValueTask<ImmutableArray<string>> ListDataProtectionKeysAsync(CancellationToken cancellationToken);
    ValueTask AddDataProtectionKeyAsync(string name, string xml, CancellationToken cancellationToken);
}

/// <param name="KeyHash">SHA-256 of the key, lower-case hex.</param>
/// <param name="Prefix">The first characters of the key, to recognise it by.</param>
public sealed record ApiKeyRow(string KeyHash, string Prefix, EmployeeId Employee, string Name, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);

/// <param name="Email">Lower case, trimmed.</param>
/// <param name="Stamp">Changes with password, role or disabling; a session with another stamp is over.</param>
public sealed record SignInRow(EmployeeId Employee, string Email, string? PasswordHash, string Stamp, bool Disabled);

public enum LinkOutcome
{
    Unknown,
    Used,
    Expired,
    Granted,
}

public sealed record LinkUse(LinkOutcome Outcome, EmployeeId? Employee);
