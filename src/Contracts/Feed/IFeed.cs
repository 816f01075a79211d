using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Orleans;
using Orleans.Concurrency;

namespace Conversations.Contracts.Feed;

/// <summary>A web node's ear. A lost or late call is no harm: the node sees the hole in the batch numbers and reads the store.</summary>
[Alias("conv.IFeedObserver")]
public interface IFeedObserver : IGrainObserver
{
    [OneWay, Alias("OnCommitted")]
    Task OnCommitted(CommittedBatch batch);

    /// <summary>Told by another web node every <see cref="Limits.NodeBeat"/> at least, without signs when there are none: who looks and writes there, and that it lives. At most
    /// <see cref="Limits.SignsBatchMax"/>. Each holds for some seconds and is renewed while it is given, so that a lost call, one that ends a sign as well, is mended within 10 s. What a node showed ends when it is silent for <see cref="Limits.NodeSilence"/>.</summary>
    [OneWay, Alias("OnNodeSigns")]
    Task OnSigns(string webNode, ImmutableArray<Sign> signs);

    /// <summary>Told by another web node: people who are connected there, and changes seen there. At most <see cref="Limits.PresenceBatchMax"/>; what is lost is told
    /// again within <see cref="Limits.ConnectionRenewal"/>.</summary>
    [OneWay, Alias("OnNodePresence")]
    Task OnPresence(string webNode, ImmutableArray<PresenceView> people);

    /// <summary>News for single people, for whatever sockets of theirs are open there. At most <see cref="Limits.PersonalEventsBatchMax"/>; a hint, as all that is pushed.</summary>
    [OneWay, Alias("OnPersonal")]
    Task OnPersonal(ImmutableArray<PersonalEvent> events);
}

/// <summary>A hub message for one person on every device, or for every dashboard. What it tells is stored before it is told.</summary>
/// <param name="Employee">Null: everybody.</param>
/// <param name="Name">The hub message, such as DraftChanged.</param>
/// <param name="Key">A later event of the same name and key stands for an earlier one that is not yet sent.</param>
/// <param name="Json">The message's one argument.</param>
[GenerateSerializer, Immutable, Alias("conv.PersonalEvent")]
public sealed record PersonalEvent(
    [property: Id(0)] EmployeeId? Employee,
    [property: Id(1)] string Name,
    [property: Id(2)] string Key,
    [property: Id(3)] string Json);

/// <summary>The one road to somebody's open dashboards, on whatever web node they are. Never waits and never throws: what cannot be told is read later.</summary>
public interface IPersonalEvents
{
    void Tell(PersonalEvent told);
}

/// <summary>A hint that somebody looks at a conversation or writes in it.</summary>
/// <param name="Kind">viewing, typing or unsaved.</param>
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
