using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Web.Lists;
using Told = Conversations.Contracts.Feed.Sign;

namespace Conversations.Web.Hubs;

/// <summary>One line of one person on this node.</summary>
public readonly record struct SignGiver(string Line, string Employee, string Name)
{
    public SignSource Source => new(Line, IsHere: true);
}

/// <summary>
/// Who looks at a conversation, who writes in it, and who has words there that are not sent. Hints that run out by themselves; the first thing to be shed: beyond the bounds nothing is shown.
/// </summary>
public sealed class SignBoard(TimeProvider time, ChangeSignal signal)
{
    public const int ConversationsMax = 20_000;
    public const int SignsMax = ConversationSigns.SignsMax;

    /// <summary>Renewed with the heads every 15 s.</summary>
    public static readonly TimeSpan ViewingFor = TimeSpan.FromSeconds(40);
    public static readonly TimeSpan TypingFor = TimeSpan.FromSeconds(6);

    private const string ViewingKind = "viewing";
    private const string TypingKind = "typing";
    private const string UnsavedKind = "unsaved";
    private static readonly ImmutableArray<string> Kinds = [ViewingKind, TypingKind, UnsavedKind];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ConversationSigns> _conversations = new(StringComparer.Ordinal);
    private readonly SignNews _news = new(time);
    private long _revision;

    public void Viewing(string conversation, SignGiver giver) => Here(conversation, giver, ViewingKind, ViewingFor);

    public void Typing(string conversation, SignGiver giver) => Here(conversation, giver, TypingKind, TypingFor);

    public void StopTyping(string conversation, SignGiver giver) => EndHere(conversation, giver, TypingKind);

    /// <summary>Holds as long as looking does: renewed with it.</summary>
    public void Unsaved(string conversation, SignGiver giver) => Here(conversation, giver, UnsavedKind, ViewingFor);

    public void EndUnsaved(string conversation, SignGiver giver) => EndHere(conversation, giver, UnsavedKind);

    /// <summary>What this line has shown; what the person shows from another line stays.</summary>
    public void Leave(string conversation, SignGiver giver)
    {
        foreach (var kind in Kinds)
        {
            EndHere(conversation, giver, kind);
        }
    }

    /// <summary>What was shown and ended here since the last time, for the other nodes, and what is to be renewed with them.</summary>
    public ImmutableArray<Told> TakeNews()
    {
        lock (_gate)
        {
            return _news.Take(sign => _conversations.GetValueOrDefault(sign.Conversation)?.GivenHereUntil(sign.Employee, sign.Kind));
        }
    }

    /// <summary>What another node shows. No sign may hold longer than it would here.</summary>
    public void Take(string node, ImmutableArray<Told> told)
    {
        var source = new SignSource(node, IsHere: false);
        foreach (var sign in told.Take(Limits.SignsBatchMax).Where(static sign => Kinds.Contains(sign.Kind)))
        {
            var longest = sign.Kind == TypingKind ? TypingFor : ViewingFor;
            var lasts = TimeSpan.FromSeconds(Math.Min(sign.Seconds, longest.TotalSeconds));
            if (lasts > TimeSpan.Zero)
            {
                // Renewed every few seconds by its node, and taken down here when it is not: readers need not hear of that each time.
                Show(sign.Conversation.Value, source, sign.Employee.Value, sign.Name, sign.Kind, lasts, sign.Kind == TypingKind ? lasts : longest);
            }
            else
            {
                Change(sign.Conversation.Value, known => known.End(source, sign.Employee.Value, sign.Kind));
            }
        }
    }

    /// <summary>Takes down all that a node has shown.</summary>
    public void Forget(string node)
    {
        var source = new SignSource(node, IsHere: false);
        List<string> conversations;
        lock (_gate)
        {
            conversations = [.. _conversations.Keys];
        }

        foreach (var conversation in conversations)
        {
            Change(conversation, known => known.EndAll(source));
        }
    }

    /// <summary>The signs of a conversation as a hub message when they changed since a revision and concern somebody else than the reader.</summary>
    public byte[]? Read(string conversation, string reader, ref long revision)
    {
        lock (_gate)
        {
            if (!_conversations.TryGetValue(conversation, out var known) || known.Revision == revision)
            {
                return null;
            }

            revision = known.Revision;
            return known.ConcernsOthersThan(reader) ? known.Message(conversation, Kinds, time.GetUtcNow()) : null;
        }
    }

    /// <summary>Takes down what has run out.</summary>
    public void Sweep()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var (id, known) in _conversations)
            {
                if (known.RunOut(now))
                {
                    known.Change(++_revision, now);
                }

                if (known.IsEmpty && now - known.ChangedAt > ViewingFor)
                {
                    _conversations.Remove(id);
                }
            }
        }
    }

    private void Here(string conversation, SignGiver giver, string kind, TimeSpan lasts)
    {
        Show(conversation, giver.Source, giver.Employee, giver.Name, kind, lasts, lasts);
        lock (_gate)
        {
            if (_conversations.GetValueOrDefault(conversation)?.GivenHereUntil(giver.Employee, kind) is not null)
            {
                _news.Give(new SignKey(conversation, giver.Employee, kind), giver.Name);
            }
        }
    }

    private void EndHere(string conversation, SignGiver giver, string kind)
    {
        var isLast = false;
        var isEnded = Change(conversation, known =>
        {
            var ended = known.End(giver.Source, giver.Employee, kind);
            isLast = ended && known.GivenHereUntil(giver.Employee, kind) is null;
            return ended;
        });
        if (isEnded && isLast)
        {
            lock (_gate)
            {
                _news.End(new SignKey(conversation, giver.Employee, kind), giver.Name);
            }
        }
    }

    private void Show(string conversation, SignSource source, string employee, string name, string kind, TimeSpan lasts, TimeSpan shows)
    {
        lock (_gate)
        {
            if (!_conversations.ContainsKey(conversation) && _conversations.Count < ConversationsMax)
            {
                _conversations.Add(conversation, new ConversationSigns());
            }
        }

        var now = time.GetUtcNow();
        Change(conversation, known => known.Show(source, employee, name, kind, now + lasts, now + shows, now));
    }

    /// <summary>Changes the signs of a conversation that has some; says whether anything changed.</summary>
    private bool Change(string conversation, Func<ConversationSigns, bool> change)
    {
        lock (_gate)
        {
            if (!_conversations.TryGetValue(conversation, out var known) || !change(known))
            {
                return false;
            }

            known.Change(++_revision, time.GetUtcNow());
        }

        signal.Raise();
        return true;
    }
}
