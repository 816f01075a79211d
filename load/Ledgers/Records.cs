using System.Text.Json.Serialization;

namespace Conversations.Load.Ledgers;

/// <summary>
/// One line of the ledger: a fact seen from outside the system. Times are milliseconds since the run began. Texts appear only as hashes.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(RunBegan), "runBegan")]
[JsonDerivedType(typeof(LoadEnded), "loadEnded")]
[JsonDerivedType(typeof(MessageOffered), "messageOffered")]
[JsonDerivedType(typeof(MessageAnswered), "messageAnswered")]
[JsonDerivedType(typeof(PostSent), "postSent")]
[JsonDerivedType(typeof(PostRefused), "postRefused")]
[JsonDerivedType(typeof(AttemptFailed), "attemptFailed")]
[JsonDerivedType(typeof(WatchBegan), "watchBegan")]
[JsonDerivedType(typeof(WatchEnded), "watchEnded")]
[JsonDerivedType(typeof(EntrySeen), "entrySeen")]
[JsonDerivedType(typeof(EntriesBroken), "entriesBroken")]
[JsonDerivedType(typeof(ListBroken), "listBroken")]
[JsonDerivedType(typeof(SocketLost), "socketLost")]
[JsonDerivedType(typeof(CommandSent), "commandSent")]
[JsonDerivedType(typeof(ReplyTouched), "replyTouched")]
[JsonDerivedType(typeof(CommandAnswered), "commandAnswered")]
[JsonDerivedType(typeof(ReplyReceived), "replyReceived")]
[JsonDerivedType(typeof(StatusAcknowledged), "statusAcknowledged")]
[JsonDerivedType(typeof(Breach), "breach")]
public abstract record LedgerRecord(double At);

/// <summary>First line.</summary>
public sealed record RunBegan(double At, string Tag, string Profile, ulong Seed, string Target, DateTimeOffset StartedAt, bool ExpectsOutages) : LedgerRecord(At);

/// <summary>Customers and agents have stopped; what follows is settling.</summary>
public sealed record LoadEnded(double At) : LedgerRecord(At);

/// <summary>A customer decided to write; the message must be sent until it is answered.</summary>
public sealed record MessageOffered(double At, string Channel, string Thread, string Id, string TextHash, string? Visibility, double DueAt) : LedgerRecord(At);

/// <summary>A post went out; <paramref name="IsRepeat"/> tells deliberate duplicates.</summary>
public sealed record PostSent(double At, string Post, int Items, bool IsRepeat) : LedgerRecord(At);

/// <summary>The target's 200 told of one message.</summary>
public sealed record MessageAnswered(
    double At, string Channel, string? Thread, string Id, string Status, string? Conversation, int? Seq, string? Reason, string Post, int Index,
    double SentAt, double DueAt)
    : LedgerRecord(At);

/// <summary>A valid post was refused for good.</summary>
public sealed record PostRefused(double At, string Post, string Outcome, string? Slug) : LedgerRecord(At);

/// <summary>An attempt without a usable answer: 503, reset, refused, timeout. What came of it is unknown until it is sent again.</summary>
public sealed record AttemptFailed(double At, string What, string Outcome) : LedgerRecord(At);

/// <summary>From here on the dashboard must be pushed every entry from <paramref name="From"/> on.</summary>
public sealed record WatchBegan(double At, string Dashboard, string Conversation, long From) : LedgerRecord(At);

/// <summary>The dashboard stopped watching, or lost its socket.</summary>
public sealed record WatchEnded(double At, string Dashboard, string Conversation) : LedgerRecord(At);

/// <summary>A dashboard applied one entry.</summary>
public sealed record EntrySeen(double At, string Dashboard, string Conversation, long Seq, string Hash, string EntryKind, string? ExternalId) : LedgerRecord(At);

/// <summary>A frame of entries did not go on where the last one ended.</summary>
/// <param name="At">When.</param>
/// <param name="Dashboard">Whose.</param>
/// <param name="Conversation">Which.</param>
/// <param name="Expected">The seq that had to come.</param>
/// <param name="Got">The seq that came; higher = gap, lower = repeat.</param>
public sealed record EntriesBroken(double At, string Dashboard, string Conversation, long Expected, long Got) : LedgerRecord(At);

/// <summary>A list version was skipped: the dashboard asked for the list again, as it should.</summary>
public sealed record ListBroken(double At, string Dashboard, long Expected) : LedgerRecord(At);

/// <summary>A dashboard's socket ended, or a connection was refused: the target was away about now.</summary>
public sealed record SocketLost(double At, string Dashboard) : LedgerRecord(At);

/// <summary>An agent gave a command; it is sent until it is answered.</summary>
public sealed record CommandSent(double At, string Id, string Verb, string Conversation, string Agent, string? TextHash, long? SeenSeq, int HoldSeconds)
    : LedgerRecord(At);

/// <summary>The command is about an earlier reply (cancel, retry).</summary>
public sealed record ReplyTouched(double At, string CommandId, string ReplyId) : LedgerRecord(At);

/// <summary>What the target answered for good.</summary>
public sealed record CommandAnswered(double At, string Id, int Status, string? Slug, long? Seq, long? Epoch, string? Delivery) : LedgerRecord(At);

/// <summary>The fake network received a reply.</summary>
/// <param name="At">When it had been answered.</param>
/// <param name="BeganAt">When it came.</param>
/// <param name="ReplyId">The `webhook-id`.</param>
/// <param name="Channel">On whose address it came.</param>
/// <param name="Thread">As the body says.</param>
/// <param name="Conversation">As the body says.</param>
/// <param name="TextHash">Of the body's text.</param>
/// <param name="ReplyTo">As the body says.</param>
/// <param name="Visibility">As the body says.</param>
/// <param name="Attempt">1 for the first with this id.</param>
/// <param name="Answer">200, 429, 500, 400, reset, hang.</param>
/// <param name="Reached">The customer saw it: answered 2xx, or taken in and then the answer was lost.</param>
public sealed record ReplyReceived(
    double At, double BeganAt, string ReplyId, string Channel, string Thread, string Conversation, string TextHash, string? ReplyTo, string? Visibility,
    int Attempt, string Answer, bool Reached)
    : LedgerRecord(At);

/// <summary>A status webhook was acknowledged: it must stand in the journal.</summary>
public sealed record StatusAcknowledged(double At, double SentAt, string ReplyId, string Status) : LedgerRecord(At);

/// <summary>Something the published contract does not allow.</summary>
public sealed record Breach(double At, string Rule, string Example) : LedgerRecord(At);
