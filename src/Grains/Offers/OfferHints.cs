using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Orleans;

namespace Conversations.Grains.Offers;

/// <summary>
/// Tells routers what was just committed in their queues, and people's grains that what they own has changed. Only of queues that offer or watch: of a company that uses neither nobody is told
/// anything. What gets lost is found within seconds, by looking.
/// </summary>
public sealed class OfferHints(IGrainFactory grains, ISettingsRows settings)
{
    /// <summary>How often queues are read, and their routers made sure to live.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(2);
    private const int PageMax = 200;
    private const int QueuesMax = 10_000;
    private volatile ImmutableSortedSet<string> queues = ImmutableSortedSet<string>.Empty;

    public void OnCommitted(CommittedBatch batch)
    {
        if (queues.Count == 0)
        {
            return;
        }

        var changed = new SortedDictionary<string, ImmutableArray<SummaryRow>.Builder>(StringComparer.Ordinal);
        var people = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var append in batch.Appends)
        {
            if (append.Summary is { } summary)
            {
                if (queues.Contains(summary.Queue.Value))
                {
                    changed.TryAdd(summary.Queue.Value, ImmutableArray.CreateBuilder<SummaryRow>());
                    changed[summary.Queue.Value].Add(summary);
                }

                people.UnionWith(append.Entries.Select(entry => PersonOf(entry, summary)).OfType<string>());
            }
        }

        foreach (var (queue, rows) in changed)
        {
            _ = grains.GetGrain<IRouterGrain>(queue).Hear(rows.ToImmutable());
        }

        foreach (var person in people)
        {
            _ = grains.GetGrain<IEmployeeGrain>(person).CountUnits();
        }
    }

    /// <summary>Makes sure that every router lives that has something to do.</summary>
    public async Task WakeAllAsync(CancellationToken cancellationToken)
    {
        var found = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        for (string? after = ""; after is not null && found.Count < QueuesMax;)
        {
            var page = await settings.ListAsync(SettingsKinds.Queue, after, PageMax, cancellationToken);
            found.UnionWith(page.Where(IsWatched).Select(static row => row.Id));
            after = page.Length == PageMax ? page[^1].Id : null;
        }

        // Who is in the set already lives or is woken by what it hears; being woken makes it look at once, so only new ones are.
        var before = queues;
        queues = found.ToImmutable();
        foreach (var queue in queues.Where(queue => !before.Contains(queue)))
        {
            _ = grains.GetGrain<IRouterGrain>(queue).Wake();
        }

        foreach (var queue in queues.Where(before.Contains))
        {
            _ = grains.GetGrain<IRouterGrain>(queue).Hear([]);
        }
    }

    private static bool IsWatched(SettingsRow row)
    {
        using var queue = JsonDocument.Parse(row.Payload);
        return (queue.RootElement.TryGetProperty("offers", out var offers) && offers.ValueKind == JsonValueKind.True)
            || (queue.RootElement.TryGetProperty("alarmSeconds", out var alarm) && alarm.ValueKind == JsonValueKind.Number);
    }

    /// <summary>Whose load the entry may have changed.</summary>
    private static string? PersonOf(EntryRow entry, SummaryRow summary) => entry.Kind switch
    {
        EntryKinds.Claimed or EntryKinds.Assigned or EntryKinds.Released or EntryKinds.OfferEnded => EmployeeOf(entry),
        EntryKinds.StateChanged => summary.Owner?.Value,
        _ => null,
    };

    private static string? EmployeeOf(EntryRow entry)
    {
        using var data = JsonDocument.Parse(entry.Data);
        return data.RootElement.TryGetProperty("employeeId", out var employee) ? employee.GetString() : null;
    }
}
