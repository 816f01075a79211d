using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Orleans;
using Orleans.Concurrency;

namespace Conversations.Contracts.Offers;

/// <summary>
/// Offers what waits in one queue to those who can take it; key = queue id. The line is derived from the summary table and from hints of what was committed, people from
/// the roster: nothing is stored here, and everything is looked at again every few seconds.
/// </summary>
[Alias("conv.IRouterGrain")]
public interface IRouterGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that it lives; reads the queue's settings anew.</summary>
    [OneWay, Alias("Wake")]
    Task Wake();

    /// <summary>Conversations of this queue as they were just committed; a hint.</summary>
    [OneWay, Alias("Hear")]
    Task Hear(ImmutableArray<SummaryRow> changed);

    /// <summary>People whose readiness or load changed; a hint.</summary>
    [OneWay, Alias("See")]
    Task See(ImmutableArray<RosterPerson> people);
}
