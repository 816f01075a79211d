using System.Security.Claims;
using Conversations.Contracts.Access;
using Conversations.Web.Feed;
using Conversations.Web.Lists;

namespace Conversations.Web.Hubs;

/// <summary>
/// One open socket: what it watches and where it stands in each, and at most one send under way. It holds no messages: a frame is made from what is true
/// now when the reader can take one.
/// </summary>
public sealed class Dashboard(string id, Caller caller, ClaimsPrincipal principal, IFrameSink sink, DashboardParts parts) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, WatchedList> _lists = new(StringComparer.Ordinal);
    private readonly Dictionary<string, WatchedConversation> _conversations = new(StringComparer.Ordinal);
    private readonly DashboardPipe _pipe = new(sink, parts);
    private DateTimeOffset _headsAt = parts.Time.GetUtcNow();
    private long _presenceStep = parts.Presence.Step;
    private bool _isGone;

    public string Id => id;
    public Caller Caller => caller;
    public ClaimsPrincipal Principal => principal;
    internal SignGiver Signer => new(id, caller.Employee.Value, caller.Name);
    internal CallPace Pace { get; } = new(parts.Options.CallsPerSecondMax, parts.Time);
    internal PersonalInbox Personal { get; } = new();
    public DateTimeOffset OpenedAt { get; } = parts.Time.GetUtcNow();

    public void Abort() => sink.Abort();

    internal WatchedList? ListOf(string listId)
    {
        lock (_gate)
        {
            return _lists.GetValueOrDefault(listId);
        }
    }

    internal bool HasRoomFor(int moreLists, int moreConversations)
    {
        lock (_gate)
        {
            return _lists.Count + moreLists <= parts.Options.ListsMax && _conversations.Count + moreConversations <= parts.Options.ConversationsMax;
        }
    }

    internal bool Watches(string conversationId)
    {
        lock (_gate)
        {
            return _conversations.ContainsKey(conversationId);
        }
    }

    /// <summary>Remembers whether words wait there, so that the sign is renewed; false when the conversation is not watched.</summary>
    internal bool TryKeepUnsaved(string conversationId, bool isUnsaved)
    {
        lock (_gate)
        {
            if (!_conversations.TryGetValue(conversationId, out var watched))
            {
                return false;
            }

            watched.IsUnsaved = isUnsaved;
            return true;
        }
    }

    /// <summary>Puts a list to a window, from now on counted from this snapshot; writes the answer. Deltas wait until it is armed.</summary>
    internal void Begin(WatchedList list, ListWindow window, WindowSnapshot snapshot, FrameBuffer answer)
    {
        lock (_gate)
        {
            if (_isGone)
            {
                parts.Lists.Close(window);
                return;
            }

            var before = list.Window;
            list.Begin(window, snapshot, parts.Time.GetUtcNow(), answer);
            _lists[list.Id] = list;
            if (before is not null)
            {
                parts.Lists.Close(before);
            }
        }
    }

    /// <summary>No frames of this list until it is armed again.</summary>
    internal void Hold(WatchedList list)
    {
        lock (_gate)
        {
            list.IsArmed = false;
        }
    }

    internal void Arm(WatchedList list)
    {
        lock (_gate)
        {
            list.IsArmed = true;
        }

        parts.Lists.Signal.Raise();
    }

    internal void Drop(string listId)
    {
        lock (_gate)
        {
            if (_lists.Remove(listId, out var list) && list.Window is { } window)
            {
                parts.Lists.Close(window);
            }
        }
    }

    internal void Watch(WatchedConversation watched)
    {
        WatchedConversation? before;
        lock (_gate)
        {
            if (_isGone)
            {
                parts.Tails.Leave(watched);
                return;
            }

            _conversations.Remove(watched.Tail.Id, out before);
            _conversations.Add(watched.Tail.Id, watched);
        }

        if (before is not null)
        {
            parts.Tails.Leave(before);
        }

        parts.Signs.Viewing(watched.Tail.Id, Signer);
    }

    internal void Arm(WatchedConversation watched)
    {
        lock (_gate)
        {
            watched.IsArmed = true;
        }

        parts.Lists.Signal.Raise();
    }

    internal void Unwatch(string conversationId)
    {
        WatchedConversation? watched;
        lock (_gate)
        {
            _conversations.Remove(conversationId, out watched);
        }

        if (watched is not null)
        {
            parts.Tails.Leave(watched);
            parts.Signs.Leave(conversationId, Signer);
        }
    }

    /// <summary>
    /// Sends what is new, unless a frame is still under way. Says whether it must be asked again soon: something is left, or the reader has not taken the
    /// last frame. A reader that takes too long, or has fallen behind further than is held, is cut off and resumes.
    /// </summary>
    public bool Pump()
    {
        var now = parts.Time.GetUtcNow();
        if (_pipe.IsBusy)
        {
            return _pipe.IsWorthWaitingFor(now);
        }

        var frame = new FrameBuffer();
        var (isLost, hasMore) = Fill(frame, now);
        if (isLost)
        {
            frame.Dispose();
            _pipe.CutOff();
            return false;
        }

        if (frame.Length == 0)
        {
            frame.Dispose();
            return hasMore;
        }

        _pipe.Send(frame, now);
        return hasMore || _pipe.IsBusy;
    }

    public void Dispose()
    {
        List<WatchedConversation> conversations;
        lock (_gate)
        {
            _isGone = true;
            foreach (var list in _lists.Values)
            {
                if (list.Window is { } window)
                {
                    parts.Lists.Close(window);
                }
            }

            conversations = [.. _conversations.Values];
            _lists.Clear();
            _conversations.Clear();
        }

        foreach (var watched in conversations)
        {
            parts.Tails.Leave(watched);
            parts.Signs.Leave(watched.Tail.Id, Signer);
        }

        parts.Floor.Leave(this);
    }

    private (bool IsLost, bool HasMore) Fill(FrameBuffer frame, DateTimeOffset now)
    {
        lock (_gate)
        {
            foreach (var list in _lists.Values)
            {
                list.Append(frame, now, parts.Options.CountsEvery);
            }

            var hasMore = false;
            foreach (var watched in _conversations.Values)
            {
                if (!watched.IsArmed)
                {
                    continue;
                }

                if (!ConversationFrames.AppendEntries(frame, watched, parts.Options.FrameBytesMax, ref hasMore))
                {
                    return (true, false);
                }

                ConversationFrames.AppendSigns(frame, watched, parts.Signs, caller.Employee.Value);
            }

            hasMore |= Personal.Append(frame, parts.Options.FrameBytesMax);
            AppendHeads(frame, now);
            parts.Presence.Append(frame, ref _presenceStep, ref hasMore);
            return (Personal.IsOverfull, hasMore);
        }
    }

    private void AppendHeads(FrameBuffer frame, DateTimeOffset now)
    {
        if (now - _headsAt < parts.Options.HeadsEvery)
        {
            return;
        }

        _headsAt = now;
        if (_conversations.Count > 0)
        {
            ConversationFrames.AppendHeads(frame, _conversations.Values);
            foreach (var (conversation, watched) in _conversations)
            {
                parts.Signs.Viewing(conversation, Signer);
                if (watched.IsUnsaved)
                {
                    parts.Signs.Unsaved(conversation, Signer);
                }
            }
        }
    }
}
