using System.Collections.Immutable;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;

namespace Conversations.Live.Tests.Doubles;

/// <summary>An ear that hears nothing for as long as the test says so; whoever tells it does not learn of that.</summary>
public sealed class LossyEar(IFeedObserver ear) : IFeedObserver
{
    public bool IsLost { get; set; }

    public Task OnCommitted(CommittedBatch batch) => IsLost ? Task.CompletedTask : ear.OnCommitted(batch);

    public Task OnSigns(string webNode, ImmutableArray<Sign> signs) => IsLost ? Task.CompletedTask : ear.OnSigns(webNode, signs);

    public Task OnPresence(string webNode, ImmutableArray<PresenceView> people) => IsLost ? Task.CompletedTask : ear.OnPresence(webNode, people);

    public Task OnPersonal(ImmutableArray<PersonalEvent> events) => IsLost ? Task.CompletedTask : ear.OnPersonal(events);
}
