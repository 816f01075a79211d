using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Conversations;

/// <summary>
/// What an employee orders of one conversation. <see cref="Id"/> is made by the caller and remembered for ever: the same id with the same
/// body is answered as the first time, with another body it is refused.
/// </summary>
[GenerateSerializer, Immutable, Alias("conv.Command")]
public abstract record ConversationCommand
{
    [Id(0)] public required Guid Id { get; init; }
}

/// <summary>Answer the customer. Claims an unowned conversation in the same commit. The reply's id is the command's.</summary>
[GenerateSerializer, Immutable, Alias("conv.Reply")]
public sealed record Reply : ConversationCommand
{
    [Id(0)] public required string Text { get; init; }

    /// <summary>The newest entry the author has seen.</summary>
    [Id(1)] public required long SeenSeq { get; init; }

    /// <summary>public or private; null where the thread knows only one.</summary>
    [Id(2)] public string? Audience { get; init; }

    /// <summary>Send although a newer message came or a colleague owns it; recorded.</summary>
    [Id(3)] public bool SendAnyway { get; init; }

    /// <summary>Undo window in seconds, 0–<see cref="Limits.HoldSecondsMax"/>.</summary>
    [Id(4)] public int HoldSeconds { get; init; }

    /// <summary>Files that go along, at most <see cref="Limits.AttachmentsMax"/>; the edge has checked that they are the author's.</summary>
    [Id(5)] public ImmutableArray<ReplyMedia> Media { get; init; } = [];

    /// <summary>What the customer's system puts before the path of a file, such as https://desk.example.com.</summary>
    [Id(6)] public string? FilesAt { get; init; }

    /// <summary>How its author speaks to customers, read at the edge; it does not tell the command from another.</summary>
    [Id(7)] public ReplyVoice? Voice { get; init; }

    /// <summary>Words given to the customer in it, at most <see cref="Limits.PromisesOpenMax"/>; committed with it.</summary>
    [Id(8)] public ImmutableArray<NewPromise> Promises { get; init; } = [];

    /// <summary>Promises of this conversation that it keeps; it is the evidence.</summary>
    [Id(9)] public ImmutableArray<Guid> Keeps { get; init; } = [];
}

/// <param name="Url">Path on this server; good for whoever has it.</param>
/// <param name="Width">Of an image, in pixels.</param>
[GenerateSerializer, Immutable, Alias("conv.ReplyMedia")]
public sealed record ReplyMedia(
    [property: Id(0)] string AttachmentId,
    [property: Id(1)] string Url,
    [property: Id(2)] string ContentType,
    [property: Id(3)] string Name,
    [property: Id(4)] long Size,
    [property: Id(5)] int? Width,
    [property: Id(6)] int? Height);

/// <summary>Take a reply back: from held, pending, failed or unknown.</summary>
[GenerateSerializer, Immutable, Alias("conv.CancelReply")]
public sealed record CancelReply : ConversationCommand
{
    [Id(0)] public required Guid ReplyId { get; init; }
}

/// <summary>Send a reply again: from failed or unknown.</summary>
[GenerateSerializer, Immutable, Alias("conv.RetryReply")]
public sealed record RetryReply : ConversationCommand
{
    [Id(0)] public required Guid ReplyId { get; init; }
}

/// <summary>A person knows that it arrived: from unknown or failed.</summary>
[GenerateSerializer, Immutable, Alias("conv.MarkReplySent")]
public sealed record MarkReplySent : ConversationCommand
{
    [Id(0)] public required Guid ReplyId { get; init; }
}

[GenerateSerializer, Immutable, Alias("conv.AddNote")]
public sealed record AddNote : ConversationCommand
{
    [Id(0)] public required string Text { get; init; }
    [Id(1)] public ImmutableArray<EmployeeId> Mentions { get; init; } = [];
}

[GenerateSerializer, Immutable, Alias("conv.Claim")]
public sealed record Claim : ConversationCommand;

[GenerateSerializer, Immutable, Alias("conv.Release")]
public sealed record Release : ConversationCommand;

/// <summary>
/// Give a conversation back to its queue with a word for whoever takes it next: at the end of a shift, by the owner or, with the right to take from others, for her.
/// </summary>
[GenerateSerializer, Immutable, Alias("conv.HandBack")]
public sealed record HandBack : ConversationCommand
{
    /// <summary>The owner it is given back from; an illegal move when it is somebody else's by now.</summary>
    [Id(0)] public required EmployeeId From { get; init; }

    /// <summary>Left in the conversation in the same commit.</summary>
    [Id(1)] public required string Note { get; init; }
}

/// <summary>The edge has checked that the employee exists and may answer.</summary>
[GenerateSerializer, Immutable, Alias("conv.AssignEmployee")]
public sealed record AssignEmployee : ConversationCommand
{
    [Id(0)] public required EmployeeId Employee { get; init; }
}

[GenerateSerializer, Immutable, Alias("conv.Snooze")]
public sealed record Snooze : ConversationCommand
{
    [Id(0)] public required DateTimeOffset Until { get; init; }
}

[GenerateSerializer, Immutable, Alias("conv.Resolve")]
public sealed record Resolve : ConversationCommand
{
    /// <summary>Where promises are open: lay it aside until the first of them is due, instead of refusing.</summary>
    [Id(0)] public bool FollowUp { get; init; }
}

[GenerateSerializer, Immutable, Alias("conv.Reopen")]
public sealed record Reopen : ConversationCommand;

[GenerateSerializer, Immutable, Alias("conv.SetPriority")]
public sealed record SetPriority : ConversationCommand
{
    [Id(0)] public required string Priority { get; init; }
}

/// <summary>The whole set, in the order to show; no repeats.</summary>
[GenerateSerializer, Immutable, Alias("conv.SetLabels")]
public sealed record SetLabels : ConversationCommand
{
    [Id(0)] public required ImmutableArray<string> Labels { get; init; }
}

/// <summary>One label becomes another in its place, and the rest stays; where it is not, nothing changes.</summary>
[GenerateSerializer, Immutable, Alias("conv.RenameLabel")]
public sealed record RenameLabel : ConversationCommand
{
    [Id(0)] public required string From { get; init; }
    [Id(1)] public required string To { get; init; }
}
