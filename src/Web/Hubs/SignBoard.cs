using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Told = Conversations.Contracts.Feed.Sign;
using Conversations.Web.Json;
using Conversations.Web.Lists;

namespace Conversations.Web.Hubs;

/// <summary>
/// Who looks at a conversation, who writes in it, and who has words there that are not sent. Hints that run out by themselves; the first thing to be shed: beyond the bounds nothing is shown.
/// </summary>
public sealed class SignBoard(TimeProvider time, ChangeSignal signal)
{
    public const int ConversationsMax = 20_000;
    public const int SignsMax = 30;

    /// <summary>Renewed with the heads every 15 s.</summary>
    public static readonly TimeSpan ViewingFor = TimeSpan.FromSeconds(40);
    public static readonly TimeSpan TypingFor = TimeSpan.FromSeconds(6);

    private const string ViewingKind = "viewing";
    private const string TypingKind = "typing";
    private const string UnsavedKind = "unsaved";
    private static readonly ImmutableArray<string> Kinds = [ViewingKind, TypingKind, UnsavedKind];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Conversation> _conversations = new(StringComparer.Ordinal);
    private readonly List<Told> _news = [];
    private long _revision;

    public void Viewing(string conversation, string employee, string name) => Here(conversation, employee, name, ViewingKind, ViewingFor);

    public void Typing(string conversation, string employee, string name) => Here(conversation, employee, name, TypingKind, TypingFor);

    public void StopTyping(string conversation, string employee) => Here(conversation, employee, "", TypingKind, TimeSpan.Zero);

    /// <summary>Holds as long as looking does: renewed with it.</summary>
    public void Unsaved(string conversation, string employee, string name) => Here(conversation, employee, name, UnsavedKind, ViewingFor);

    public void EndUnsaved(string conversation, string employee) => Here(conversation, employee, "", UnsavedKind, TimeSpan.Zero);

    public void Leave(string conversation, string employee)
    {
        foreach (var kind in Kinds)
        {
            Here(conversation, employee, "", kind, TimeSpan.Zero);
        }
    }

    /// <summary>What was shown and ended here since the last time, for the other nodes.</summary>
    public ImmutableArray<Told> TakeNews()
    {
        lock (_gate)
        {
            ImmutableArray<Told> news = [.. _news];
            _news.Clear();
            return news;
        }
    }

    /// <summary>What other nodes show. No sign may hold longer than it would here.</summary>
    public void Take(ImmutableArray<Told> told)
    {
        foreach (var sign in told.Take(Limits.SignsBatchMax).Where(static sign => Kinds.Contains(sign.Kind)))
        {
            var longest = sign.Kind == TypingKind ? TypingFor : ViewingFor;
            Change(sign.Conversation.Value, sign.Employee.Value, sign.Name, sign.Kind, TimeSpan.FromSeconds(Math.Min(sign.Seconds, longest.TotalSeconds)));
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
            var isOfOthers = known.Signs.Any(sign => sign.Employee != reader);
            return isOfOthers || known.HasShownOthers(reader) ? known.Message(conversation, time.GetUtcNow()) : null;
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
                if (known.Signs.RemoveAll(sign => sign.Until <= now) > 0)
                {
                    known.Change(++_revision);
                }

                if (known.Signs.Count == 0 && now - known.ChangedAt > ViewingFor)
                {
                    _conversations.Remove(id);
                }
            }
        }
    }

    private void Here(string conversation, string employee, string name, string kind, TimeSpan lasts)
    {
        if (!Change(conversation, employee, name, kind, lasts))
        {
            return;
        }

        lock (_gate)
        {
            if (_news.Count < Limits.SignsBatchMax)
            {
                _news.Add(new Told(new ConversationId(conversation), new EmployeeId(employee), name, kind, (int)lasts.TotalSeconds));
            }
        }
    }

    /// <summary>Shows a sign for a while, or takes it down when that is no time at all; says whether anything changed.</summary>
    private bool Change(string conversation, string employee, string name, string kind, TimeSpan lasts)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (Of(conversation, isMade: lasts > TimeSpan.Zero) is not { } known)
            {
                return false;
            }

            var ended = known.Signs.RemoveAll(sign => sign.Employee == employee && sign.Kind == kind);
            var isShown = lasts > TimeSpan.Zero && known.Signs.Count < SignsMax;
            if (isShown)
            {
                known.Signs.Add(new Sign(employee, name, kind, now + lasts));
            }

            if (!isShown && ended == 0)
            {
                return false;
            }

            known.ChangedAt = now;
            known.Change(++_revision);
        }

        signal.Raise();
        return true;
    }

    private Conversation? Of(string conversation, bool isMade)
    {
        if (!_conversations.TryGetValue(conversation, out var known) && isMade && _conversations.Count < ConversationsMax)
        {
            _conversations.Add(conversation, known = new Conversation());
        }

        return known;
    }

    private sealed record Sign(string Employee, string Name, string Kind, DateTimeOffset Until);

    private sealed class Conversation
    {
        private readonly HashSet<string> _shown = new(StringComparer.Ordinal);
        private byte[]? _message;

        public List<Sign> Signs { get; } = [];
        public long Revision { get; private set; }
        public DateTimeOffset ChangedAt { get; set; }

        public void Change(long revision)
        {
            (Revision, _message) = (revision, null);
            if (_shown.Count < SignsMax * 2)
            {
                _shown.UnionWith(Signs.Select(static sign => sign.Employee));
            }
        }

        /// <summary>Whether somebody else was ever shown here, so that his leaving is news.</summary>
        public bool HasShownOthers(string reader) => _shown.Count > (_shown.Contains(reader) ? 1 : 0);

        public byte[] Message(string id, DateTimeOffset now) => _message ??= JsonText.Bytes((this, id, now), static (writer, it) => it.Item1.Write(writer, it.id, it.now));

        private void Write(Utf8JsonWriter writer, string id, DateTimeOffset now)
        {
            writer.WriteStartObject();
            writer.WriteString("conversationId"u8, id);
            foreach (var kind in Kinds)
            {
                WriteSigns(writer, kind, now);
            }

            writer.WriteEndObject();
        }

        private void WriteSigns(Utf8JsonWriter writer, string kind, DateTimeOffset now)
        {
            writer.WriteStartArray(kind);
            foreach (var sign in Signs.Where(sign => sign.Kind == kind))
            {
                writer.WriteStartObject();
                writer.WriteString("id"u8, sign.Employee);
                writer.WriteString("name"u8, sign.Name);
                writer.WriteNumber("expiresIn"u8, (int)Math.Ceiling((sign.Until - now).TotalSeconds));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }
    }
}
