using Conversations.Contracts.Ports;
using Orleans;

namespace Conversations.Contracts.Floor;

/// <summary>Carries what came of floor work from one conversation to those who did it; key = the conversation's id. Holds nothing: what is to be carried stands in the conversation's
/// state until it is there.</summary>
[Alias("conv.IFloorResultsGrain")]
public interface IFloorResultsGrain : IGrainWithStringKey
{
    /// <summary>A deadline of kind <see cref="DeadlineKinds.Floor"/> came. May come twice.</summary>
    [Alias("Fire")]
    Task Fire(DeadlineRow deadline);
}
