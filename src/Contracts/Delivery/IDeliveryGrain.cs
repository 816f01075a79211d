using Orleans;
using Orleans.Concurrency;

namespace Conversations.Contracts.Delivery;

/// <summary>Sends the replies of one channel account; key = channel id.</summary>
[Alias("conv.IDeliveryGrain")]
public interface IDeliveryGrain : IGrainWithStringKey
{
    /// <summary>There may be something to send. A lost poke costs a second: the sweep of each silo comes by.</summary>
    [OneWay, AlwaysInterleave, Alias("Poke")]
    Task Poke();
}
