using System.Collections.Concurrent;
using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Lists;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Feed;

/// <summary>
/// The conversations that dashboards of this node watch. Pushes go straight to their tails; whatever is missing between is read from the journal, because
/// the (conversation, seq) cursor read from the store is the truth.
/// </summary>
public sealed partial class ConversationTails(IJournal journal, ChangeSignal signal, TimeProvider time, ILogger<ConversationTails> logger)
{
    private readonly ConcurrentDictionary<string, ConversationTail> _tails = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _catchingUp = new(StringComparer.Ordinal);

    public int Count => _tails.Count;

    public void Apply(string stream, ImmutableArray<EntryRow> entries)
    {
        if (_tails.TryGetValue(stream, out var tail))
        {
            tail.Apply(entries);
            signal.Raise();
        }
    }

    /// <summary>The store has at least this head of a conversation; if the entries do not come by themselves they are read.</summary>
    public void Hint(string id, long head)
    {
        if (_tails.TryGetValue(id, out var tail))
        {
            tail.Hint(head);
            signal.Raise();
        }
    }

    /// <summary>
    /// Begins to watch after a seq: first the tail listens, then the store is asked, so that nothing falls between. Returns null when there is no such
    /// conversation. At most a page of backlog will be sent; what lies before <see cref="WatchedConversation.Cursor"/> is to be read by other means.
    /// </summary>
    public async ValueTask<WatchedConversation?> WatchAsync(string id, long afterSeq, CancellationToken cancellationToken)
    {
        var watched = Join(id, long.MaxValue);
        try
        {
            if (await StartAsync(watched.Tail, afterSeq, cancellationToken) is not { } head)
            {
                Leave(watched);
                return null;
            }

            watched.Cursor = Math.Clamp(afterSeq, Math.Max(0, head - Limits.EntriesPageMax), head);
            await FillAsync(watched, cancellationToken);
            return watched;
        }
        catch
        {
            Leave(watched);
            throw;
        }
    }

    public void Leave(WatchedConversation watched)
    {
        lock (_tails)
        {
            if (watched.Tail.Leave(watched))
            {
                _tails.TryRemove(watched.Tail.Id, out _);
            }
        }
    }

    /// <summary>Reads behind, for every tail that knows the store to have more, and forgets what all have been sent.</summary>
    public void Refresh()
    {
        foreach (var (id, tail) in _tails)
        {
            tail.Trim();
            if (tail.IsBehind && _catchingUp.TryAdd(id, true))
            {
                _ = CatchUpBehindAsync(tail);
            }
        }
    }

    private WatchedConversation Join(string id, long cursor)
    {
        lock (_tails)
        {
            var watched = new WatchedConversation(_tails.GetOrAdd(id, static id => new ConversationTail(id))) { Cursor = cursor };
            watched.Tail.Join(watched);
            return watched;
        }
    }

    private async ValueTask<long?> StartAsync(ConversationTail tail, long afterSeq, CancellationToken cancellationToken)
    {
        if (tail.Head < 0)
        {
            if (await journal.ReadHeadAsync(tail.Id, cancellationToken) is not { } head)
            {
                return null;
            }

            tail.Start(head.Head);
        }

        if (tail.IsBehind || afterSeq > tail.Head)
        {
            await CatchUpAsync(tail, cancellationToken);
        }

        return tail.Head;
    }

    /// <summary>Brings the entries between the watcher's cursor and what the tail holds. The cursor was set before, so that nothing after it is dropped meanwhile.</summary>
    private async ValueTask FillAsync(WatchedConversation watched, CancellationToken cancellationToken)
    {
        var first = watched.Tail.FirstHeld();
        var missing = (int)Math.Min(Limits.EntriesPageMax, first - 1 - watched.Cursor);
        if (missing <= 0)
        {
            return;
        }

        watched.Tail.Prepend(await journal.ReadEntriesAsync(watched.Tail.Id, watched.Cursor, missing, cancellationToken));

        // Texts may be so long that not all of a page is held; the watcher then begins later.
        watched.Cursor = Math.Max(watched.Cursor, watched.Tail.FirstHeld() - 1);
    }

    private async Task CatchUpAsync(ConversationTail tail, CancellationToken cancellationToken)
    {
        ImmutableArray<EntryRow> page;
        var known = tail.KnownHead;
        do
        {
            page = await journal.ReadEntriesAsync(tail.Id, tail.Head, Limits.EntriesPageMax, cancellationToken);
            if (!page.IsEmpty)
            {
                tail.Apply(page);
            }
        }
        while (page.Length == Limits.EntriesPageMax);
        tail.Settle(known);
    }

    private async Task CatchUpBehindAsync(ConversationTail tail)
    {
        try
        {
            await CatchUpAsync(tail, CancellationToken.None);
        }
        catch (Exception failure)
        {
            NotRead(failure, tail.Id);
            await Task.Delay(TimeSpan.FromSeconds(1), time);
        }
        finally
        {
            _catchingUp.TryRemove(tail.Id, out _);
            signal.Raise();
        }
    }

    [LoggerMessage(5301, LogLevel.Warning, "Entries of {ConversationId} could not be read; they are asked for again.")]
    private partial void NotRead(Exception failure, string conversationId);
}
