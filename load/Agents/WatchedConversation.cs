using Conversations.Load.Ledgers;
using Conversations.Load.Wire;

namespace Conversations.Load.Agents;

/// <summary>
/// One open conversation on a dashboard. Applies seq = last + 1 only; what comes before the answer to WatchConversation waits for it.
/// Used under the dashboard's lock.
/// </summary>
public sealed class WatchedConversation(string dashboard, string id, LedgerWriter ledger)
{
    private const int AwaitedMax = 10_000;
    private readonly List<EntryFacts> _early = [];
    private readonly List<(long Seq, TaskCompletionSource Seen)> _waiters = [];
    private readonly HashSet<string> _failedReplies = [];
    private long _headTold;

    public string Id => id;

    /// <summary>Seq of the last entry applied.</summary>
    public long Last { get; private set; }

    /// <summary>The server has answered the watch, so entries are applied.</summary>
    public bool IsWatching { get; private set; }

    /// <summary>Where the last customer message was written: what a reply's audience should be. Null before one was seen.</summary>
    public string? LastVisibility { get; private set; }

    /// <summary>Set when a frame left a gap: only watching again repairs it.</summary>
    public bool NeedsRepair { get; private set; }

    public IReadOnlyCollection<string> FailedReplies => _failedReplies;

    /// <summary>The connection ended or a new watch is asked for: entries wait until its answer is here.</summary>
    public void Suspend()
    {
        if (IsWatching)
        {
            ledger.Write(new WatchEnded(ledger.Now, dashboard, id));
        }

        _early.Clear();
        IsWatching = false;
    }

    /// <param name="from">The first entry that is pushed, as the server says.</param>
    public void Begin(long from)
    {
        Last = Math.Max(Last, from - 1);
        (IsWatching, NeedsRepair) = (true, false);
        ledger.Write(new WatchBegan(ledger.Now, dashboard, id, Last + 1));
        foreach (var entry in _early.ToArray())
        {
            Apply(entry);
        }

        _early.Clear();
    }

    public void Add(EntryFacts entry)
    {
        if (IsWatching)
        {
            Apply(entry);
        }
        else if (_early.Count < AwaitedMax)
        {
            _early.Add(entry);
        }
    }

    /// <summary>Whether the head told last time has still not been shown: entries were lost without a word.</summary>
    public bool IsBehind(long head)
    {
        var isBehind = IsWatching && Last < _headTold;
        if (isBehind)
        {
            ledger.Write(new EntriesBroken(ledger.Now, dashboard, id, Last + 1, _headTold));
            NeedsRepair = true;
        }

        _headTold = head;
        return isBehind;
    }

    /// <summary>Done when the entry with this seq has been applied.</summary>
    public Task Reached(long seq)
    {
        if (Last >= seq)
        {
            return Task.CompletedTask;
        }

        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiters.Add((seq, seen));
        return seen.Task;
    }

    private void Apply(EntryFacts entry)
    {
        if (entry.Seq != Last + 1)
        {
            ledger.Write(new EntriesBroken(ledger.Now, dashboard, id, Last + 1, entry.Seq));
            NeedsRepair |= entry.Seq > Last;
            return;
        }

        Last = entry.Seq;
        ledger.Write(new EntrySeen(ledger.Now, dashboard, id, entry.Seq, entry.Hash, entry.Kind, entry.ExternalId));
        Remember(entry);
        _waiters.RemoveAll(waiter => waiter.Seq <= Last && waiter.Seen.TrySetResult());
    }

    private void Remember(EntryFacts entry)
    {
        if (entry.Kind == "messageReceived")
        {
            LastVisibility = entry.Visibility ?? "private";
        }
        else if (entry is { Kind: "replyFailed", ReplyId: { } failed })
        {
            _failedReplies.Add(failed);
        }
        else if (entry.ReplyId is { } reply)
        {
            _failedReplies.Remove(reply);
        }
    }
}
