using Conversations.Contracts.Access;

namespace Conversations.Contracts.Settings;

/// <summary>Who may answer for conversations: the one law for the name that is shown and for whom is told.</summary>
public static class Accountability
{
    /// <summary>Answers for whatever nobody else does; the admin who was there first.</summary>
    public static readonly EmployeeId LastResort = new("admin");

    /// <summary>Whether the person can be on duty: she is here, and may answer customers. Whoever may not is as one who has left.</summary>
    public static bool MayBeOnDuty(EmployeeSettings? person) => person is { Disabled: false } && Policy.Allows(person.Role, Permission.Reply);

    /// <summary>Whether the person can answer for what she owns: colleagues on the open floor can too.</summary>
    public static bool MayOwn(EmployeeSettings? person) => MayBeOnDuty(person) || (person is { Disabled: false } && Policy.Allows(person.Role, Permission.UseFloor));

    /// <summary>Whether the person can stand in where nobody is on duty.</summary>
    public static bool MayStandIn(EmployeeSettings? person) => MayBeOnDuty(person) && person!.Role == Role.Admin;

    /// <summary>Who stands in where nobody is on duty: <see cref="LastResort"/>, or when she is gone the first admin by id; null where there is none.</summary>
    public static EmployeeId? StandInOf(IEnumerable<EmployeeSettings> everybody) => everybody
        .Where(MayStandIn)
        .OrderByDescending(static person => person.Id == LastResort).ThenBy(static person => person.Id.Value, StringComparer.Ordinal)
        .FirstOrDefault()?.Id;
}
