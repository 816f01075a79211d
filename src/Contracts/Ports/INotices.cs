using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>
/// What people are to be told of. Made behind the journal, and therefore perhaps twice: of one person, stream, mark and kind there is one notice. Ids only, no words:
/// names are looked up when a notice is shown, so that erasing needs no step here.
/// </summary>
public interface INotices
{
    /// <summary>Stores those that are new, at most <see cref="Limits.NoticesBatchMax"/>, and returns them with their ids, which grow.</summary>
    ValueTask<ImmutableArray<NoticeRow>> AddAsync(ImmutableArray<NewNotice> notices, CancellationToken cancellationToken);

    /// <summary>A person's notices before an id (null: the newest), newest first.</summary>
    ValueTask<ImmutableArray<NoticeRow>> ListAsync(EmployeeId employee, long? beforeId, int limit, CancellationToken cancellationToken);

    /// <summary>Those she has not seen; counted up to <see cref="Limits.NoticesCountMax"/>.</summary>
    ValueTask<int> CountUnseenAsync(EmployeeId employee, CancellationToken cancellationToken);

    /// <summary>The person has seen everything up to that id; later calls with a lower id change nothing.</summary>
    ValueTask SeeAsync(EmployeeId employee, long upToId, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Unseen notices whose time to be passed on has come, oldest first.</summary>
    ValueTask<ImmutableArray<NoticeRow>> ReadDueAsync(DateTimeOffset now, int limit, CancellationToken cancellationToken);

    /// <summary>The notice is passed on, or needs not be any more.</summary>
    ValueTask SettleAsync(long id, CancellationToken cancellationToken);

    /// <summary>How far the journal of each writer is worked through.</summary>
    ValueTask<ImmutableArray<WriterHead>> ReadCursorsAsync(CancellationToken cancellationToken);

    /// <summary>Cursors only move forward.</summary>
    ValueTask MoveCursorAsync(WriterHead cursor, CancellationToken cancellationToken);

    /// <summary>Deletes what is older.</summary>
    ValueTask ForgetAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

public static class NoticeKinds
{
    public const string Assigned = "assigned";
    public const string Mentioned = "mentioned";
    public const string CustomerAnswered = "customerAnswered";
    public const string SnoozeEnded = "snoozeEnded";
    public const string DeliveryFailed = "deliveryFailed";
    public const string LeaseLapsing = "leaseLapsing";
    public const string HandoverOffered = "handoverOffered";
    public const string HandoverAccepted = "handoverAccepted";
    public const string HandoverReturned = "handoverReturned";
    public const string PromiseDueSoon = "promiseDueSoon";
    public const string PromiseDue = "promiseDue";
    public const string PromiseBroken = "promiseBroken";
    public const string PromiseHandedOver = "promiseHandedOver";
    public const string CoSignAsked = "coSignAsked";

    /// <summary>What one gave was not carried out, or it is not known.</summary>
    public const string GestureNotFulfilled = "gestureNotFulfilled";

    /// <summary>A colleague asks.</summary>
    public const string Asked = "asked";

    /// <summary>A colleague answered what one had asked.</summary>
    public const string AskAnswered = "askAnswered";

    /// <summary>To a queue's duty person: its oldest waits longer than it may. The notice is of that conversation.</summary>
    public const string QueueAlarm = "queueAlarm";
}

public sealed record NewNotice
{
    public required EmployeeId Employee { get; init; }

    /// <summary>One of <see cref="NoticeKinds"/>.</summary>
    public required string Kind { get; init; }
    public required ConversationId Conversation { get; init; }

    /// <summary>What makes it one of its kind: the entry's seq, of a lapsing lease its end in milliseconds, of a gesture a number made of it and its seq.</summary>
    public required long Mark { get; init; }

    /// <summary>The entry that it tells of.</summary>
    public long? Seq { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The colleague who did it.</summary>
    public EmployeeId? Actor { get; init; }

    /// <summary>Told to a duty person because this one has not seen it, or to whoever is accountable because this one has left.</summary>
    public EmployeeId? For { get; init; }

    /// <summary>Made in the person's quiet hours: shown, not sounded.</summary>
    public bool IsQuiet { get; init; }

    /// <summary>Unseen until then it is passed on to the queue's duty person; null: never.</summary>
    public DateTimeOffset? PassOnAt { get; init; }
}

public sealed record NoticeRow(long Id, NewNotice Notice, DateTimeOffset? SeenAt);
