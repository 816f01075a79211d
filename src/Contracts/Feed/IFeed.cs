using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Orleans;
using Orleans.Concurrency;

namespace Conversations.Contracts.Feed;

/// <summary>A web node's ear. A lost or late call is no harm: the node sees the hole in the batch numbers and reads the store.</summary>
[Alias("conv.IFeedObserver")]
public interface IFeedObserver : IGrainObserver
{
    [OneWay, Alias("OnCommitted")]
    Task OnCommitted(CommittedBatch batch);

    /// <summary>Told by other web nodes: who looks and writes there. At most <see cref="Limits.SignsBatchMax"/>; a lost call is shown late or not at all.</summary>
    [OneWay, Alias("OnSigns")]
    Task OnSigns(ImmutableArray<Sign> signs);
}

/// <summary>A hint that somebody looks at a conversation or writes in it.</summary>
/// <param name="Kind">viewing or typing.</param>
/// <param name="Seconds">How long it holds from now on; 0 ends it.</param>
[GenerateSerializer, Immutable, Alias("conv.Sign")]
public sealed record Sign(
    [property: Id(0)] ConversationId Conversation,
    [property: Id(1)] EmployeeId Employee,
    [property: Id(2)] string Name,
    [property: Id(3)] string Kind,
    [property: Id(4)] int Seconds);

/// <summary>Who listens; key "feed". Web nodes renew every 30 s and are forgotten after 90 s; journal writers read the list.</summary>
[Alias("conv.IFeedRegistryGrain")]
public interface IFeedRegistryGrain : IGrainWithStringKey
{
    [Alias("Listen")]
    Task Listen(string webNode, IFeedObserver observer);

    [Alias("Leave")]
    Task Leave(string webNode);

    /// <summary>The listeners as of now. Writers ask again every few seconds and after a failed call.</summary>
    [Alias("Listeners")]
    Task<ImmutableArray<IFeedObserver>> Listeners();
}
