using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Contracts.Gestures;

/// <summary>
/// One gesture, from the wish to the receipt; key = its stream (<see cref="GestureStreams.Of"/>). It lays the amount aside in the ledgers in a fixed order, team, employee,
/// customer, conversation, and puts it back on a no. What it says stands in its own stream, so that whatever dies on the way is finished when its deadline comes.
/// The caller is read from the request context.
/// </summary>
[Alias("conv.IGestureGrain")]
public interface IGestureGrain : IGrainWithStringKey
{
    /// <summary>Needs the permission to give; or the grade act on the open floor, in a public conversation that the caller owns.</summary>
    [Alias("Give")]
    Task<GestureOutcome> Give(GiveOrder order);

    /// <summary>Gives what was laid aside.</summary>
    [Alias("Commit")]
    Task<GestureOutcome> Commit(Guid command, ConversationId conversation);

    /// <summary>Puts back what was laid aside, or takes back the asking for a co-sign.</summary>
    [Alias("Release")]
    Task<GestureOutcome> Release(Guid command, ConversationId conversation);

    /// <summary>Needs what <see cref="Give"/> needs.</summary>
    [Alias("AskCoSign")]
    Task<GestureOutcome> AskCoSign(CoSignAsk ask);

    /// <summary>A colleague signs, or will not. Her own caps count.</summary>
    [Alias("CoSign")]
    Task<GestureOutcome> CoSign(Guid command, ConversationId conversation, bool isAccepted);

    /// <summary>Null when there is no such gesture.</summary>
    [Alias("Get")]
    Task<GestureView?> Get();

    /// <summary>Sends a fulfilment that failed, or of which it is not known, again under the same id. For who gave it, and for who may sign.</summary>
    [Alias("Fulfil")]
    Task<GestureOutcome> Fulfil(Guid command, ConversationId conversation);

    /// <summary>Says that such a one was carried out by other means. For the same people.</summary>
    [Alias("MarkFulfilled")]
    Task<GestureOutcome> MarkFulfilled(Guid command, ConversationId conversation);

    /// <summary>How the fulfilment ended. False when it was told before.</summary>
    [Alias("RecordDelivery")]
    Task<bool> RecordDelivery(DeliveryReport report);

    /// <summary>Its deadline came: what is half done is finished or undone.</summary>
    [Alias("Fire")]
    Task Fire(DeadlineRow deadline);
}

/// <summary>What may be given in one conversation; key = its id.</summary>
[Alias("conv.IAllowanceGrain")]
public interface IAllowanceGrain : IGrainWithStringKey
{
    /// <summary>Of the caller by request context. Null when there is no such conversation.</summary>
    [Alias("Get")]
    Task<GestureAllowance?> Get();
}

/// <summary>Names of streams of the discretion ledger.</summary>
public static class GestureStreams
{
    public const string DeadlineKind = "gesture";

    /// <summary>The entry that says how a fulfilment stands.</summary>
    public const string FulfilmentChanged = "fulfilmentChanged";
    private const string Prefix = "gesture-";

    public static string Of(Guid gesture) => Prefix + gesture.ToString("N");

    public static bool IsGesture(string stream) => stream.StartsWith(Prefix, StringComparison.Ordinal);
}
