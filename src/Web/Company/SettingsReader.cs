using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Store;

namespace Conversations.Web.Company;

/// <summary>Reads all settings of a kind from the store, as they were last committed, for lists; one of them is asked of its grain.</summary>
public sealed class SettingsReader(ISettingsRows rows)
{
    private const int PageRows = 200;

    /// <summary>At most <paramref name="limit"/> after an id, by id.</summary>
    public async ValueTask<ImmutableArray<T>> PageAsync<T>(string kind, string? afterId, int limit, CancellationToken cancellationToken) =>
        [.. (await rows.ListAsync(kind, afterId, limit, cancellationToken)).Select(row => SettingsJson.Read<T>(row.Payload))];

    /// <summary>All of them, read in pages; companies have thousands of employees at most.</summary>
    public async ValueTask<List<T>> AllAsync<T>(string kind, int max, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        string? after = null;
        while (all.Count < max)
        {
            var page = await rows.ListAsync(kind, after, PageRows, cancellationToken);
            all.AddRange(page.Select(row => SettingsJson.Read<T>(row.Payload)));
            if (page.Length < PageRows)
            {
                break;
            }

            after = page[^1].Id;
        }

        return all;
    }
}
