using System.Collections.Immutable;
using Conversations.Contracts.Feed;
using Orleans;

namespace Conversations.Web.Feed;

/// <summary>The line through the registry grain. Keeps the one reference of the observer it was given.</summary>
public sealed class GrainFeedLine(IGrainFactory grains) : IFeedLine
{
    private readonly string _node = $"web-{Guid.NewGuid():N}";
    private IFeedObserver? _reference;

    private IFeedRegistryGrain Registry => grains.GetGrain<IFeedRegistryGrain>("feed");

    public Task ListenAsync(IFeedObserver observer) => Registry.Listen(_node, _reference ??= grains.CreateObjectReference<IFeedObserver>(observer));

    public Task LeaveAsync() => Registry.Leave(_node);

    public async Task<ImmutableArray<IFeedObserver>> OthersAsync() => (await Registry.Listeners()).RemoveAll(ear => ear.Equals(_reference));
}
