using System.Collections.Immutable;

namespace Conversations.Contracts.Gestures;

/// <summary>What may be given to a customer.</summary>
public static class GestureKinds
{
    public const string Refund = "refund";
    public const string Credit = "credit";
    public const string Replacement = "replacement";
    public const string Upgrade = "upgrade";
    public const string FeeWaived = "feeWaived";
    public const string Gift = "gift";

    /// <summary>In the order they are shown in.</summary>
    public static readonly ImmutableArray<string> All = [Refund, Credit, Replacement, Upgrade, FeeWaived, Gift];
}

/// <summary>The rules of a policy, by the names a denial has them under.</summary>
public static class GestureRules
{
    /// <summary>No more at once, whoever signs.</summary>
    public const string PerAction = "perAction";

    /// <summary>Above this line a colleague signs too.</summary>
    public const string CoSignAbove = "coSignAbove";
    public const string PerConversation = "perConversation";

    /// <summary>Of today and the 29 days before.</summary>
    public const string PerCustomer30Days = "perCustomer30Days";

    /// <summary>Since Monday.</summary>
    public const string PerEmployeeWeek = "perEmployeeWeek";
    public const string PerTeamDay = "perTeamDay";

    /// <summary>The kind is not in the policy.</summary>
    public const string NotGiven = "notGiven";
}

/// <summary>What a denial suggests.</summary>
public static class GestureSteps
{
    public const string AskCoSign = "askCoSign";
    public const string GiveRest = "giveRest";
}

/// <summary>How a gesture stands.</summary>
public static class GestureStates
{
    /// <summary>Its amount is being laid aside.</summary>
    public const string Reserving = "reserving";

    /// <summary>Laid aside; given or released within its time, or else it expires.</summary>
    public const string Reserved = "reserved";
    public const string Granted = "granted";

    /// <summary>Its amount is being put back.</summary>
    public const string Releasing = "releasing";
    public const string Released = "released";
    public const string AwaitingCoSign = "awaitingCoSign";
}

/// <summary>How the fulfilment of a granted gesture stands.</summary>
public static class FulfilmentStates
{
    /// <summary>Written down only; no fulfilment address is set.</summary>
    public const string RecordOnly = "recordOnly";
    public const string Pending = "pending";
    public const string Sent = "sent";
    public const string Failed = "failed";
    public const string Unknown = "unknown";
}

/// <summary>The outbox knows fulfilment under this channel id.</summary>
public static class Fulfilment
{
    public static readonly ChannelId Channel = new("fulfilment");
}
