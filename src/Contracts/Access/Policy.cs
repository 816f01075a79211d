using System.Collections.Frozen;

namespace Conversations.Contracts.Access;

/// <summary>All that somebody signed in can ask for. Every endpoint, hub method and conversation command names one.</summary>
public enum Permission
{
    /// <summary>One's own session, presence and preferences.</summary>
    Self,
    ReadConversations,
    Reply,
    Note,
    Claim,
    Release,
    Assign,

    /// <summary>Release or assign what a colleague owns.</summary>
    TakeFromOthers,
    Snooze,
    Resolve,
    Label,
    Prioritise,

    /// <summary>Give the customer one's word, and say what has become of it.</summary>
    Promise,

    /// <summary>Ask colleagues, answer them, and read and keep what was answered.</summary>
    Ask,

    /// <summary>Be offered conversations, take and refuse them, and ask for the next one.</summary>
    TakeOffers,

    /// <summary>Canned replies, saved filters and labels for everybody.</summary>
    ShareWithAll,

    /// <summary>Names of channels, queues and colleagues, without secrets.</summary>
    ReadDirectory,
    ManageChannels,
    ManageQueues,
    ManageEmployees,
    ManageKeys,
    ReadQuarantine,
    ReadCluster,
    ReadAudit,

    /// <summary>Give something to a customer, within the policy.</summary>
    Give,

    /// <summary>Sign a colleague's gesture; one's own caps count.</summary>
    CoSign,

    /// <summary>Set what may be given.</summary>
    ManageGestures,

    /// <summary>Come to the open floor, see what waits there in public, and act on it as far as one's grade goes.</summary>
    UseFloor,

    /// <summary>See who is on the floor and set grades by hand.</summary>
    ManageFloor,
}

/// <summary>The one table of who may do what, used by REST, hub and grains alike.</summary>
public static class Policy
{
    private static readonly Permission[] Answering =
    [
        Permission.Self, Permission.ReadConversations, Permission.Reply, Permission.Note, Permission.Claim, Permission.Release, Permission.Assign,
        Permission.Snooze, Permission.Resolve, Permission.Label, Permission.Prioritise, Permission.Promise, Permission.TakeOffers, Permission.ReadDirectory, Permission.Ask,
        Permission.Give, Permission.UseFloor,
    ];

    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> Table = new Dictionary<Role, FrozenSet<Permission>>
    {
        [Role.Agent] = Answering.ToFrozenSet(),
        [Role.Lead] = Answering.Append(Permission.TakeFromOthers).Append(Permission.ShareWithAll).Append(Permission.CoSign).Append(Permission.ManageFloor).ToFrozenSet(),
        [Role.Admin] = Enum.GetValues<Permission>().ToFrozenSet(),
        [Role.Operator] = new[] { Permission.Self, Permission.ReadDirectory, Permission.ReadCluster }.ToFrozenSet(),
        [Role.Auditor] = new[] { Permission.Self, Permission.ReadDirectory, Permission.ReadAudit }.ToFrozenSet(),
        [Role.Colleague] = new[] { Permission.Self, Permission.ReadDirectory, Permission.UseFloor }.ToFrozenSet(),
    }.ToFrozenDictionary();

    public static bool Allows(Role role, Permission permission) => Table[role].Contains(permission);
}
