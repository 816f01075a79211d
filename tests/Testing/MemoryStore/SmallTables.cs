using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>Settings, credentials, secrets and quarantine.</summary>
public sealed class SmallTables
{
    private readonly SortedDictionary<string, SettingsRow> _settings = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ApiKeyRow> _keys = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SignInRow> _signIns = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (EmployeeId Employee, DateTimeOffset ExpiresAt, bool IsUsed)> _links = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _protection = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, string> _secrets = new(StringComparer.Ordinal);
    private readonly List<QuarantineRow> _quarantine = [];
    private long _etags;
    private long _quarantined;

    public SettingsRow? ReadSettings(string kind, string id) => _settings.GetValueOrDefault(Key(kind, id));

    public string? WriteSettings(string kind, string id, string? etag, string payload)
    {
        if (ReadSettings(kind, id)?.Etag != etag)
        {
            return null;
        }

        var next = (++_etags).ToString(CultureInfo.InvariantCulture);
        _settings[Key(kind, id)] = new SettingsRow(kind, id, next, payload);
        return next;
    }

    public bool ClearSettings(string kind, string id, string? etag)
    {
        if (ReadSettings(kind, id)?.Etag != etag)
        {
            return false;
        }

        _settings.Remove(Key(kind, id));
        return true;
    }

    public ImmutableArray<SettingsRow> ListSettings(string kind, string? afterId, int limit) =>
        [.. _settings.Values.Where(row => row.Kind == kind && string.CompareOrdinal(row.Id, afterId) > 0).Take(limit)];

    public ApiKeyRow? FindKey(string hash) => _keys.GetValueOrDefault(hash);

    public bool AddKey(ApiKeyRow key) => _keys.TryAdd(key.KeyHash, key);

    public ImmutableArray<ApiKeyRow> ListKeys() => [.. _keys.Values];

    public bool RevokeKey(string hash, DateTimeOffset at)
    {
        if (FindKey(hash) is not { } key)
        {
            return false;
        }

        _keys[hash] = key with { RevokedAt = key.RevokedAt ?? at };
        return true;
    }

    public SignInRow? FindSignIn(EmployeeId employee) => _signIns.GetValueOrDefault(employee.Value);

    public SignInRow? FindSignInByEmail(string email) => _signIns.Values.FirstOrDefault(signIn => signIn.Email == email);

    public bool PutSignIn(SignInRow signIn)
    {
        if (FindSignInByEmail(signIn.Email) is { } other && other.Employee != signIn.Employee)
        {
            return false;
        }

        _signIns[signIn.Employee.Value] = signIn;
        return true;
    }

    public bool AddLink(string hash, EmployeeId employee, DateTimeOffset expiresAt) => _links.TryAdd(hash, (employee, expiresAt, false));

    public LinkUse UseLink(string hash, DateTimeOffset now)
    {
        if (!_links.TryGetValue(hash, out var link))
        {
            return new LinkUse(LinkOutcome.Unknown, null);
        }

        if (link.IsUsed || link.ExpiresAt <= now)
        {
            return new LinkUse(link.IsUsed ? LinkOutcome.Used : LinkOutcome.Expired, null);
        }

        _links[hash] = link with { IsUsed = true };
        return new LinkUse(LinkOutcome.Granted, link.Employee);
    }

    public ImmutableArray<string> ListProtectionKeys() => [.. _protection.Values];

    public bool AddProtectionKey(string name, string xml)
    {
        _protection[name] = xml;
        return true;
    }

    public string GetOrAddSecret(string name, Func<string> make)
    {
        if (!_secrets.TryGetValue(name, out var secret))
        {
            _secrets[name] = secret = make();
        }

        return secret;
    }

    public bool Quarantine(ImmutableArray<QuarantineRow> items)
    {
        foreach (var item in items.Where(item => !_quarantine.Exists(row => row.Channel == item.Channel && row.Raw.AsSpan().SequenceEqual(item.Raw))))
        {
            _quarantine.Add(item with { Id = ++_quarantined });
        }

        return true;
    }

    public ImmutableArray<QuarantineRow> ListQuarantine(long? beforeId, int limit) =>
        [.. _quarantine.AsEnumerable().Reverse().Where(row => beforeId is null || row.Id < beforeId).Take(limit)];

    public QuarantineRow? FindQuarantine(long id) => _quarantine.Find(row => row.Id == id);

    public bool RemoveQuarantine(long id) => _quarantine.RemoveAll(row => row.Id == id) > 0;

    private static string Key(string kind, string id) => kind + "\0" + id;
}
