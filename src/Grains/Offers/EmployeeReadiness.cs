using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Settings;
using Orleans;

namespace Conversations.Grains.Offers;

/// <summary>Tells the roster of one person: what is new at once, what is not with every renewal of her lines.</summary>
internal sealed class EmployeeReadiness(IGrainFactory grains, TimeProvider time)
{
    private const string Available = "available";
    private RosterPerson? told;
    private DateTimeOffset toldAt;
    private DateTimeOffset since;

    public static bool IsReady(EmployeeSettings? person, bool isConnected) =>
        isConnected && person is { Disabled: false, Intent: Available } && Policy.Allows(person.Role, Permission.TakeOffers);

    /// <param name="inUse">Null: not counted yet; then only that she is not ready can be told.</param>
    public void Tell(EmployeeSettings? person, bool isConnected, int? inUse, DateTimeOffset? grantedAt)
    {
        var isReady = IsReady(person, isConnected);
        if (person is null || (inUse is null ? isReady : false) || (told is null && !isReady))
        {
            return;
        }

        var now = time.GetUtcNow();
        since = isReady && told is not { IsReady: true } ? now : since;
        var next = new RosterPerson
        {
            Employee = person.Id,
            IsReady = isReady,
            Skills = person.Skills,
            InUse = inUse ?? 0,
            Capacity = person.Capacity,
            IdleSince = grantedAt > since ? grantedAt.Value : since,
        };
        if (Same(told, next) && (!isReady || now - toldAt < Limits.ConnectionRenewal))
        {
            return;
        }

        (told, toldAt) = (next, now);
        _ = grains.GetGrain<IRosterGrain>(IRosterGrain.Key).Report(next);
    }

    private static bool Same(RosterPerson? before, RosterPerson next) =>
        before is not null && before.Skills.SequenceEqual(next.Skills, StringComparer.Ordinal) && before with { Skills = next.Skills } == next;
}
