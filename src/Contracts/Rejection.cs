using System.Collections.Immutable;
using Conversations.Contracts.Conversations;
using Orleans;

namespace Conversations.Contracts;

/// <summary>A business no: a value, not an exception. The slug is the stable problem type outside; the members say what a person needs to go on.</summary>
[GenerateSerializer, Immutable, Alias("conv.Rejection")]
public sealed record Rejection
{
    /// <summary>One of <see cref="Problems"/>.</summary>
    [Id(0)] public required string Slug { get; init; }

    /// <summary>The conversation's state, with illegal-move.</summary>
    [Id(1)] public string? State { get; init; }

    /// <summary>Who has it, with already-owned and owned-by-other.</summary>
    [Id(2)] public EmployeeId? Owner { get; init; }

    /// <summary>The entry not yet seen, with newer-message.</summary>
    [Id(3)] public long? EntrySeq { get; init; }

    /// <summary>A sentence for the developer at the other end; no texts, no names.</summary>
    [Id(4)] public string? Detail { get; init; }

    /// <summary>With open-promises.</summary>
    [Id(10)] public ImmutableArray<OpenPromise> Promises { get; init; } = [];
}

/// <summary>Problem types, as they stand after /problems/ in every error.</summary>
public static class Problems
{
    public const string InvalidBody = "invalid-body";
    public const string InvalidQuery = "invalid-query";
    public const string EmptyText = "empty-text";
    public const string TextTooLong = "text-too-long";
    public const string BodyTooLarge = "body-too-large";
    public const string UnsupportedMediaType = "unsupported-media-type";
    public const string OutOfRange = "out-of-range";
    public const string Unauthenticated = "unauthenticated";
    public const string Forbidden = "forbidden";
    public const string NotFound = "not-found";
    public const string IllegalMove = "illegal-move";
    public const string AlreadyOwned = "already-owned";
    public const string OwnedByOther = "owned-by-other";
    public const string NewerMessage = "newer-message";
    public const string AudienceMismatch = "audience-mismatch";
    public const string CommandIdReused = "command-id-reused";
    public const string UnknownEmployee = "unknown-employee";
    public const string UnknownQueue = "unknown-queue";
    public const string ForbiddenUrl = "forbidden-url";
    public const string TooManyAttempts = "too-many-attempts";
    public const string Malformed = "malformed";
    public const string InvalidSignature = "invalid-signature";
    public const string Unavailable = "unavailable";
    public const string Overloaded = "overloaded";
    public const string LinkUsed = "link-used";
    public const string InvalidCredentials = "invalid-credentials";
    public const string Antiforgery = "antiforgery";
    public const string EmailTaken = "email-taken";
    public const string LabelTaken = "label-taken";
    public const string TopicTaken = "topic-taken";
    public const string DutyRequired = "duty-required";
    public const string NothingWaits = "nothing-waits";
    public const string InvalidHost = "invalid-host";
    public const string MethodNotAllowed = "method-not-allowed";
    public const string DraftChanged = "draft-changed";
    public const string TooMany = "too-many";
    public const string UnknownVariable = "unknown-variable";
    public const string UnknownAttachment = "unknown-attachment";
    public const string ImageTooLarge = "image-too-large";
    public const string QuotaReached = "quota-reached";
    public const string OpenPromises = "open-promises";
    public const string GestureDenied = "gesture-denied";
    public const string InvalidPolicy = "invalid-policy";
    public const string PolicyChanged = "policy-changed";
    public const string AlreadyAnswered = "already-answered";
    public const string FloorGrade = "floor-grade";
}
