using Conversations.Load.Ledgers;

namespace Conversations.Load.Checks;

/// <summary>I5 on the screens: from where a watch began, every entry once, in order, as the journal has it, up to the head.</summary>
public static class DashboardChecks
{
    private sealed class Watch
    {
        public bool IsOpen { get; set; }
        public long Next { get; set; }
    }

    public static void Check(LedgerFacts facts, Journal journal, Verdict verdict)
    {
        var hashes = journal.Conversations.SelectMany(conversation => conversation.Entries.Select(entry => (Key: (conversation.Id, entry.Seq), entry.Hash)))
            .GroupBy(entry => entry.Key).ToDictionary(group => group.Key, group => group.First().Hash);
        var watches = new Dictionary<(string Dashboard, string Conversation), Watch>();
        foreach (var record in facts.Records)
        {
            switch (record)
            {
                case WatchBegan began:
                    watches[(began.Dashboard, began.Conversation)] = new Watch { IsOpen = true, Next = began.From };
                    break;
                case WatchEnded ended when watches.TryGetValue((ended.Dashboard, ended.Conversation), out var watch):
                    watch.IsOpen = false;
                    break;
                case EntrySeen seen:
                    CheckSeen(seen, watches, hashes, verdict);
                    break;
                case EntriesBroken broken when broken.Got > broken.Expected:
                    verdict.Order.Violated($"dashboard {broken.Dashboard} was pushed {broken.Conversation}/{broken.Got} where {broken.Expected} had to come");
                    break;
            }
        }

        foreach (var ((dashboard, id), watch) in watches.Where(watch => watch.Value.IsOpen))
        {
            if (journal.Find(id) is { } conversation && watch.Next <= conversation.Head)
            {
                verdict.Order.Violated($"dashboard {dashboard} never saw {id}/{watch.Next} to {conversation.Head}");
            }
        }
    }

    private static void CheckSeen(EntrySeen seen, Dictionary<(string, string), Watch> watches, Dictionary<(string, long), string> hashes, Verdict verdict)
    {
        if (!watches.TryGetValue((seen.Dashboard, seen.Conversation), out var watch))
        {
            watch = watches[(seen.Dashboard, seen.Conversation)] = new Watch { IsOpen = true, Next = 1 };
        }

        if (seen.Seq != watch.Next)
        {
            verdict.Order.Violated($"dashboard {seen.Dashboard} showed {seen.Conversation}/{seen.Seq} where {watch.Next} had to come");
        }

        watch.Next = seen.Seq + 1;
        if (!hashes.TryGetValue((seen.Conversation, seen.Seq), out var hash) || hash != seen.Hash)
        {
            var how = hash is null ? "which is not in the journal" : "otherwise than the journal has it";
            verdict.Order.Violated($"dashboard {seen.Dashboard} showed {seen.Conversation}/{seen.Seq} ({seen.EntryKind}) {how}");
        }
    }
}
