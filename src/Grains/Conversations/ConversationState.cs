using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;
using Conversations.Grains.Floor;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;
using Conversations.Grains.Offers;

namespace Conversations.Grains.Conversations;

/// <summary>
/// All that decisions about one conversation need, and nothing else: it is the snapshot in the head row, so that an activation reads one
/// row and replays nothing. Personal data stands in <see cref="Words"/> only, which erasure removes from the stored snapshot.
/// </summary>
public sealed record ConversationState
{
    /// <summary>Of this record's meaning; an older snapshot is rebuilt from the entries.</summary>
    public const int Shape = 1;

    /// <summary>Customer's messages kept by seq and external id, so that a reply can name the one its author had seen.</summary>
    public const int RecentMessagesMax = 16;

    /// <summary>Replies under way, failed or unclear at once; a further reply is refused.</summary>
    public const int OpenRepliesMax = 100;

    public required long Head { get; init; }
    public required ChannelId Channel { get; init; }
    public required string ChannelKind { get; init; }
    public required string Thread { get; init; }
    public required QueueId Queue { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public StateWords Words { get; init; } = StateWords.Erased;
    public string State { get; init; } = ConversationStates.New;
    public EmployeeId? Owner { get; init; }

    /// <summary>Grows by 1 with each owner; orders about an older one are void.</summary>
    public long Epoch { get; init; }

    /// <summary>When the conversation is given back; null while nobody waits for the owner.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }
    public string Priority { get; init; } = Priorities.Normal;
    public ImmutableArray<string> Labels { get; init; } = [];
    public string Visibility { get; init; } = Audiences.Private;
    public bool HasPublic { get; init; }
    public bool HasPrivate { get; init; }
    public DateTimeOffset LastAt { get; init; }
    public string LastBy { get; init; } = "customer";
    public DateTimeOffset? WaitingSince { get; init; }
    public int? ReplyTargetSeconds { get; init; }
    public long LastMessageSeq { get; init; }
    public ImmutableArray<MessageMark> RecentMessages { get; init; } = [];

    /// <summary>Replies that were neither cancelled nor failed.</summary>
    public long Replies { get; init; }

    /// <summary>The newest reply of the author who replied last, and the newest of anybody else: enough to know for everyone what others sent.</summary>
    public ReplyMark? LastReply { get; init; }
    public ReplyMark? LastReplyOfOthers { get; init; }
    public ImmutableArray<OpenReply> OpenReplies { get; init; } = [];
    public DateTimeOffset? SnoozedUntil { get; init; }
    public CustodyBook Custody { get; init; } = CustodyBook.None;

    /// <summary>Null while it was neither offered nor let go.</summary>
    public OfferBook? Offers { get; init; }

    /// <summary>Seq of the newest change of state; deadlines of an older one are void.</summary>
    public long StateSeq { get; init; }

    /// <summary>Words given to the customer; empty in a snapshot of a time before there were promises.</summary>
    public PromiseBook Promises { get; init; } = PromiseBook.Empty;

    /// <summary>Asks of colleagues; null when there are none.</summary>
    public AskBook? Asks { get; init; }

    /// <summary>What the open floor has to do with it; null while nothing.</summary>
    public FloorBook? Floor { get; init; }

    [JsonIgnore]
    public DateTimeOffset? DueAt => WaitingSince is { } since && ReplyTargetSeconds is { } seconds ? since.AddSeconds(seconds) : null;

    [JsonIgnore]
    public bool IsUnattended => ConversationStates.IsOpen(State) && State != ConversationStates.Snoozed && (Replies == 0 || WaitingSince is not null);

    /// <summary>Whether a deadline of that kind is set for this state.</summary>
    public bool Awaits(string deadlineKind) => deadlineKind switch
    {
        DeadlineKinds.Lease => LeaseUntil is not null,
        DeadlineKinds.Snooze => State == ConversationStates.Snoozed,
        DeadlineKinds.Close => State == ConversationStates.Resolved,
        DeadlineKinds.Handover => Custody.Pending is not null,
        DeadlineKinds.Promise => Promises.NextAt is not null,
        DeadlineKinds.Offer => Offers?.Open is not null,
        DeadlineKinds.Floor => Floor is { Pending.IsEmpty: false },
        DeadlineKinds.BeginAsks => Asks is { HasToBegin: true },
        _ => false,
    };

    /// <summary>The newest reply that <paramref name="reader"/> did not write; 0 when there is none.</summary>
    public long LastReplySeqNotBy(EmployeeId reader) =>
        LastReply is null ? 0
        : LastReply.Author != reader ? LastReply.Seq
        : LastReplyOfOthers?.Seq ?? 0;

    /// <summary>What was promised, in words; empty when they were erased.</summary>
    public string PromiseText(Guid promise) => Words.Promises?.FirstOrDefault(text => text.Id == promise)?.Text ?? "";

    public OpenReply? FindOpenReply(Guid replyId)
    {
        foreach (var reply in OpenReplies)
        {
            if (reply.ReplyId == replyId)
            {
                return reply;
            }
        }

        return null;
    }

    public SummaryRow Summary(ConversationId id) => new()
    {
        Id = id,
        Channel = Channel,
        ChannelKind = ChannelKind,
        Thread = Thread,
        Visibility = Visibility,
        Customer = Words.Customer,
        State = State,
        Owner = Owner,
        Queue = Queue,
        Priority = Priority,
        Labels = Labels,
        Head = Head,
        LastText = Words.LastText,
        LastAt = LastAt,
        LastBy = LastBy,
        WaitingSince = WaitingSince,
        DueAt = DueAt,
        CreatedAt = CreatedAt,
        Unattended = IsUnattended,
        SnoozedUntil = SnoozedUntil,
    };
}

/// <summary>The erasable part: who she is and what was said last.</summary>
public sealed record StateWords
{
    public static readonly StateWords Erased = new() { Customer = new CustomerView { Id = "" } };

    public required CustomerView Customer { get; init; }
    public string LastText { get; init; } = "";

    /// <summary>What whoever hands it over wrote; null when it is not handed over.</summary>
    public string? Handover { get; init; }

    /// <summary>Null when nothing was ever promised.</summary>
    public ImmutableArray<PromiseText>? Promises { get; init; }
}

public sealed record MessageMark(long Seq, string ExternalId);

public sealed record ReplyMark(EmployeeId Author, long Seq);

/// <summary>A reply that is not settled.</summary>
/// <param name="Delivery">queued (held, pending or sending: the outbox knows which), failed or unknown.</param>
/// <param name="WaitedSince">Since when the customer had waited when it was queued: taken up again when it is cancelled or fails.</param>
public sealed record OpenReply(Guid ReplyId, long Seq, string Delivery, DateTimeOffset? WaitedSince);
