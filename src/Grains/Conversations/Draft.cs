using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;
using Conversations.Grains.Floor;
using Conversations.Grains.Promises;

namespace Conversations.Grains.Conversations;

/// <summary>
/// What a batch of decisions adds up to: the state after them and everything to be committed with it. Each decision is made against the
/// state the one before left here. Pure: it becomes true only when the journal has taken <see cref="ToAppend"/>.
/// </summary>
public sealed class Draft(ConversationState? state, long version, DateTimeOffset now)
{
    private readonly ConversationState? before = state;
    private readonly ImmutableArray<NewEntry>.Builder entries = ImmutableArray.CreateBuilder<NewEntry>();
    private readonly ImmutableArray<CommandRow>.Builder commands = ImmutableArray.CreateBuilder<CommandRow>();
    private readonly ImmutableArray<OutboxInsert>.Builder inserts = ImmutableArray.CreateBuilder<OutboxInsert>();
    private readonly ImmutableArray<OutboxMove>.Builder moves = ImmutableArray.CreateBuilder<OutboxMove>();
    private readonly SortedDictionary<string, DeadlineChange> deadlines = new(StringComparer.Ordinal);
    private readonly List<MessageMark> recalled = [];
    private readonly Dictionary<string, long> seqsBySourceKey = new(StringComparer.Ordinal);

    public ConversationState? State { get; private set; } = state;

    public long Version => version;

    public DateTimeOffset Now => now;

    public long Head => State?.Head ?? 0;

    /// <summary>The state, of a conversation that exists.</summary>
    public ConversationState Existing => State ?? throw new InvalidOperationException("The conversation does not exist.");

    public bool IsEmpty => entries.Count == 0 && commands.Count == 0 && moves.Count == 0 && deadlines.Count == 0;

    /// <summary>A message older than those the state remembers.</summary>
    public void Recall(MessageMark message) => recalled.Add(message);

    /// <summary>External id of the customer's last message at or before that entry, where it is known.</summary>
    public string? LastMessage(long seenSeq) =>
        Existing.RecentMessages.LastOrDefault(mark => mark.Seq <= seenSeq)?.ExternalId
        ?? recalled.Where(mark => mark.Seq <= seenSeq).MaxBy(mark => mark.Seq)?.ExternalId;

    public void Start(ConversationState first) => State = first;

    /// <summary>Journals an event and applies it; returns its seq.</summary>
    public long Record(ConversationEvent happened, Actor actor, string? sourceKey = null)
    {
        State = ConversationApply.Apply(Existing, happened, actor, now);
        entries.Add(EntryCodec.Write(happened, State.Head, now, actor, sourceKey));
        if (sourceKey is not null)
        {
            seqsBySourceKey.Add(sourceKey, State.Head);
        }

        return State.Head;
    }

    /// <summary>The seq an entry of this draft has under that key.</summary>
    public bool TryFind(string sourceKey, out long seq) => seqsBySourceKey.TryGetValue(sourceKey, out seq);

    public bool Remembers(Guid commandId) => commands.Any(command => command.Id == commandId);

    public void Remember(CommandRow command) => commands.Add(command);

    public void Send(OutboxInsert reply) => inserts.Add(reply);

    public void Move(OutboxMove move) => moves.Add(move);

    public bool Sends(Guid replyId) => inserts.Any(insert => insert.ReplyId == replyId);

    public bool Moves(Guid replyId) => moves.Any(move => move.ReplyId == replyId);

    /// <summary>The owner has until then; the deadline and the snapshot say the same.</summary>
    public void Lease(DateTimeOffset until)
    {
        State = Existing with { LeaseUntil = until };
        Due(DeadlineKinds.Lease, Existing.Epoch, until);
    }

    /// <summary>Nobody waits for the owner: her lease rests, in the snapshot as in the deadlines.</summary>
    public void Rest()
    {
        State = Existing with { LeaseUntil = null };
        Clear(DeadlineKinds.Lease);
    }

    /// <summary>The queue's target for a first word; it may have changed since the last message.</summary>
    public void Promise(int? replyTargetSeconds) => State = Existing with { ReplyTargetSeconds = replyTargetSeconds };

    public void Keep(FloorBook floor) => State = Existing with { Floor = floor };

    public void Keep(AskBook asks) => State = Existing with { Asks = asks };

    public void Due(string kind, long epoch, DateTimeOffset at) => deadlines[kind] = new DeadlineChange(kind, epoch, at);

    /// <summary>Takes a deadline away; costs nothing where the stored state has none.</summary>
    public void Clear(string kind)
    {
        if (before is not null && before.Awaits(kind))
        {
            deadlines[kind] = new DeadlineChange(kind, 0, null);
        }
        else
        {
            deadlines.Remove(kind);
        }
    }

    /// <summary>Takes a deadline away that no state knows of.</summary>
    public void Sweep(string kind) => deadlines[kind] = new DeadlineChange(kind, 0, null);

    /// <summary>A summary is written only with entries: without them nothing a list shows has changed.</summary>
    public Append ToAppend(ConversationId id) => new()
    {
        Stream = id.Value,
        ExpectedVersion = version,
        Entries = entries.ToImmutable(),
        State = StateCodec.Write(Existing),
        StateShape = ConversationState.Shape,
        Summary = entries.Count > 0 ? Existing.Summary(id) : null,
        Commands = commands.ToImmutable(),
        OutboxInserts = inserts.ToImmutable(),
        OutboxMoves = moves.ToImmutable(),
        Deadlines = [.. deadlines.Values, .. PromiseRows.Deadline(before, Existing)],
        Promises = PromiseRows.Changes(id, before, Existing),
    };
}
