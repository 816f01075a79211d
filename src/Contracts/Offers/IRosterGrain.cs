using System.Collections.Immutable;
using Orleans;
using Orleans.Concurrency;

namespace Conversations.Contracts.Offers;

/// <summary>
/// Who can take work now; key "all". People's grains tell it, at once when it changes and again with every renewal of their lines; the queues' routers hear it from here.
/// In memory only: after a move it is whole again within <see cref="Limits.ConnectionRenewal"/>.
/// </summary>
[Alias("conv.IRosterGrain")]
public interface IRosterGrain : IGrainWithStringKey
{
    const string Key = "all";

    [OneWay, Alias("Report")]
    Task Report(RosterPerson person);

    /// <summary>The router of that queue hears changes for the next <see cref="Limits.RosterFollowing"/>. Returns all who are ready.</summary>
    [Alias("Follow")]
    Task<ImmutableArray<RosterPerson>> Follow(QueueId queue);
}
