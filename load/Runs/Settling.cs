using Conversations.Load.Agents;
using Conversations.Load.Checks;
using Conversations.Load.Ledgers;
using Conversations.Load.Replies;

namespace Conversations.Load.Runs;

/// <summary>After the load: waits until no accepted reply is pending and every dashboard shows the journal's head, or the time is up.</summary>
public sealed class Settling(string ledgerFolder, JournalReader reader, StatusReporter reporter, LedgerWriter ledger)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ScreenWait = TimeSpan.FromSeconds(20);

    public async Task SettleAsync(IReadOnlyList<Dashboard> dashboards, CancellationToken runEnd)
    {
        try
        {
            var facts = new LedgerFacts(LedgerReader.Read(ledgerFolder));
            var journal = await reader.ReadAsync(facts.Conversations, runEnd);
            while (OutboundChecks.Pending(facts, journal).Count > 0)
            {
                await Task.Delay(LookEvery, runEnd);
                journal = await reader.ReadAsync(facts.Conversations, runEnd);
            }

            await reporter.SettledAsync();
            journal = await reader.ReadAsync(facts.Conversations, runEnd);
            foreach (var dashboard in dashboards)
            {
                await ShowAllAsync(dashboard, journal, runEnd);
                await CompareListAsync(dashboard, runEnd);
            }
        }
        catch (OperationCanceledException) when (runEnd.IsCancellationRequested)
        {
            // What has not settled by now is for the checker to tell.
        }
        catch (JournalUnreadableException) when (runEnd.IsCancellationRequested)
        {
            // The same.
        }
    }

    private async Task ShowAllAsync(Dashboard dashboard, Journal journal, CancellationToken runEnd)
    {
        foreach (var watched in dashboard.Watched)
        {
            if (journal.Find(watched.Id) is { } conversation && !await dashboard.ReachedAsync(watched, conversation.Head, ScreenWait, runEnd))
            {
                return;
            }

            // It has shown what it owed; a lease that lapses later is nobody's fault.
            ledger.Write(new WatchEnded(ledger.Now, dashboard.Name, watched.Id));
        }
    }

    /// <summary>Snapshot law: the list kept by deltas is the list that a fresh snapshot shows.</summary>
    private async Task CompareListAsync(Dashboard dashboard, CancellationToken runEnd)
    {
        for (var tries = 0; tries < 10; await Task.Delay(LookEvery, runEnd))
        {
            if (await dashboard.FreshListAsync(runEnd) is not { } fresh)
            {
                // The target is away, or only just back: nothing can be held against anything.
                continue;
            }

            tries++;
            var (kept, missing) = dashboard.Read(() => (dashboard.List.Order, dashboard.List.MissingRows.ToArray()));
            if (missing.Length > 0)
            {
                ledger.Write(new Breach(ledger.Now, "hub: a delta brings every row it names", $"{dashboard.Name} lacks {missing[0]} and {missing.Length - 1} more"));
                return;
            }

            if (fresh.Order.SequenceEqual(kept))
            {
                return;
            }
        }

        ledger.Write(new Breach(ledger.Now, "hub: snapshot + deltas = snapshot", $"the list of {dashboard.Name} is not what WatchList shows"));
    }
}
