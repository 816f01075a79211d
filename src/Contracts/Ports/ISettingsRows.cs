using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>Grain state: one row a grain, guarded by its etag. Holds settings only, never what the journal knows.</summary>
public interface ISettingsRows
{
    ValueTask<SettingsRow?> ReadAsync(string kind, string id, CancellationToken cancellationToken);

    /// <summary>Writes when the row's etag is <paramref name="etag"/> (null: when there is no row). Returns the new etag, or null when it was another.</summary>
    ValueTask<string?> WriteAsync(string kind, string id, string? etag, string payload, CancellationToken cancellationToken);

    /// <summary>Deletes under the same condition; false when the etag was another.</summary>
    ValueTask<bool> ClearAsync(string kind, string id, string? etag, CancellationToken cancellationToken);

    /// <summary>Rows of a kind by id, after <paramref name="afterId"/>, at most <paramref name="limit"/>.</summary>
    ValueTask<ImmutableArray<SettingsRow>> ListAsync(string kind, string? afterId, int limit, CancellationToken cancellationToken);
}

/// <param name="Payload">JSON.</param>
public sealed record SettingsRow(string Kind, string Id, string Etag, string Payload);
