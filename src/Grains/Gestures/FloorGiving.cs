using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Gestures;

/// <summary>Who may give: whoever answers customers by role, anywhere; who has the grade for it, in what she has and everyone can read.</summary>
public static class FloorGiving
{
    public static bool MayGive(Caller caller) => caller.May(Permission.Give) || (caller.May(Permission.UseFloor) && FloorGrades.MayGive(caller.Floor));

    public static bool MayGiveIn(SummaryRow row, Caller caller) =>
        caller.May(Permission.Give) || (row.Owner == caller.Employee && row.Visibility == Audiences.Public);
}
