using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>The ports over the outbox and the small tables.</summary>
internal sealed class MemoryOutbox(MemoryLine line, TimeProvider time) : IOutbox
{
    public ValueTask<ImmutableArray<OutboxRow>> ClaimAsync(ChannelId channel, int limit, DateTimeOffset now, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Outbox.Claim(channel, limit, now), cancellationToken);

    public ValueTask<bool> DeferAsync(OutboxRow claimed, DateTimeOffset notBefore, string reason, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Outbox.Defer(claimed, notBefore, reason, time.GetUtcNow()), cancellationToken);

    public ValueTask<OutboxRow?> FindAsync(Guid replyId, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Outbox.Find(replyId), cancellationToken);

    public ValueTask<ImmutableArray<ChannelId>> ReadDueChannelsAsync(DateTimeOffset now, DateTimeOffset sendingSince, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Outbox.DueChannels(now, sendingSince, limit), cancellationToken);

    public ValueTask<DateTimeOffset?> ReadNextDueAsync(ChannelId channel, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Outbox.NextDue(channel), cancellationToken);

    public ValueTask<ImmutableArray<OutboxRow>> ReadStaleAsync(ChannelId channel, DateTimeOffset sendingSince, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Outbox.Stale(channel, sendingSince, limit), cancellationToken);
}

internal sealed class MemoryDeadlines(MemoryLine line) : IDeadlines
{
    public ValueTask<ImmutableArray<DeadlineRow>> ReadAsync(int shard, DateTimeOffset until, int limit, CancellationToken cancellationToken) => line.ReadAsync(
        database => database.Deadlines().Where(row => TextHash.SchedulerShard(row.Stream) == shard && row.DueAt <= until).OrderBy(row => row.DueAt)
            .Take(limit).ToImmutableArray(),
        cancellationToken);
}

internal sealed class MemorySettings(MemoryLine line) : ISettingsRows
{
    public ValueTask<SettingsRow?> ReadAsync(string kind, string id, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Small.ReadSettings(kind, id), cancellationToken);

    public ValueTask<string?> WriteAsync(string kind, string id, string? etag, string payload, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Small.WriteSettings(kind, id, etag, payload), cancellationToken);

    public ValueTask<bool> ClearAsync(string kind, string id, string? etag, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Small.ClearSettings(kind, id, etag), cancellationToken);

    public ValueTask<ImmutableArray<SettingsRow>> ListAsync(string kind, string? afterId, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Small.ListSettings(kind, afterId, limit), cancellationToken);
}

internal sealed class MemoryQuarantine(MemoryLine line) : IQuarantine
{
    public async ValueTask AddAsync(ImmutableArray<QuarantineRow> items, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Small.Quarantine(items), cancellationToken);

    public ValueTask<ImmutableArray<QuarantineRow>> ListAsync(long? beforeId, int limit, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Small.ListQuarantine(beforeId, limit), cancellationToken);

    public ValueTask<QuarantineRow?> FindAsync(long id, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Small.FindQuarantine(id), cancellationToken);

    public async ValueTask RemoveAsync(long id, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Small.RemoveQuarantine(id), cancellationToken);
}

internal sealed class MemoryCredentials(MemoryLine line) : ICredentials
{
    public ValueTask<ApiKeyRow?> FindApiKeyAsync(string keyHash, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Small.FindKey(keyHash), cancellationToken);

    public async ValueTask AddApiKeyAsync(ApiKeyRow key, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Small.AddKey(key), cancellationToken);

    public ValueTask<ImmutableArray<ApiKeyRow>> ListApiKeysAsync(CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Small.ListKeys(), cancellationToken);

    public ValueTask<bool> RevokeApiKeyAsync(string keyHash, DateTimeOffset at, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Small.RevokeKey(keyHash, at), cancellationToken);

    public ValueTask<SignInRow?> FindSignInByEmailAsync(string email, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Small.FindSignInByEmail(email), cancellationToken);

    public ValueTask<SignInRow?> FindSignInAsync(EmployeeId employee, CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Small.FindSignIn(employee), cancellationToken);

    public ValueTask<bool> PutSignInAsync(SignInRow signIn, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Small.PutSignIn(signIn), cancellationToken);

    public async ValueTask AddLinkAsync(string tokenHash, EmployeeId employee, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Small.AddLink(tokenHash, employee, expiresAt), cancellationToken);

    public ValueTask<LinkUse> UseLinkAsync(string tokenHash, DateTimeOffset now, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Small.UseLink(tokenHash, now), cancellationToken);

    public ValueTask<ImmutableArray<string>> ListDataProtectionKeysAsync(CancellationToken cancellationToken) =>
        line.ReadAsync(database => database.Small.ListProtectionKeys(), cancellationToken);

    public async ValueTask AddDataProtectionKeyAsync(string name, string xml, CancellationToken cancellationToken) =>
        await line.WriteAsync(database => database.Small.AddProtectionKey(name, xml), cancellationToken);
}

/// <summary>Starts one after the other, as under the lock of a real database.</summary>
internal sealed class MemoryStart(MemoryLine line) : IStore
{
    public string Describe => "memory";

    public async ValueTask StartAsync(Func<CancellationToken, ValueTask> onFirst, CancellationToken cancellationToken)
    {
        await line.Database.Starting.WaitAsync(cancellationToken);
        try
        {
            await onFirst(cancellationToken);
        }
        finally
        {
            line.Database.Starting.Release();
        }
    }

    public ValueTask<string> GetOrAddSecretAsync(string name, Func<string> make, CancellationToken cancellationToken) =>
        line.WriteAsync(database => database.Small.GetOrAddSecret(name, make), cancellationToken);

    public ValueTask<bool> IsReachableAsync(CancellationToken cancellationToken) => line.ReadAsync(_ => true, cancellationToken);
}
