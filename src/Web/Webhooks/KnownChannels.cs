using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Web.Access;
using Conversations.Web.Caching;
using Orleans;

namespace Conversations.Web.Webhooks;

/// <param name="ReplyTargetSeconds">Of the channel's queue.</param>
public sealed record KnownChannel(ChannelSettings Settings, int? ReplyTargetSeconds);

/// <summary>
/// Channels as their grains know them, at most a second old. An id nobody made is looked up in the store before a grain is touched, so
/// guesses fill no memory; and since nothing is remembered of them, a channel works here from the moment its 201 is returned anywhere.
/// </summary>
public sealed class KnownChannels(IGrainFactory grains, ISettingsRows rows, TimeProvider clock)
{
    private const int ChannelsMax = 20_000;
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ExistsFor = TimeSpan.FromHours(1);
    private readonly ShortCache<string, KnownChannel?> settings = new(clock, AgeMax, ChannelsMax);
    private readonly ShortCache<string, bool> existing = new(clock, ExistsFor, ChannelsMax);

    /// <summary>Null when there is no such channel.</summary>
    public ValueTask<KnownChannel?> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (settings.TryGet(id, out var known))
        {
            return ValueTask.FromResult(known);
        }

        return Ids.HaveShape(id) ? ReadAsync(id, cancellationToken) : ValueTask.FromResult<KnownChannel?>(null);
    }

    public void Forget(string id) => settings.Drop(id);

    private async ValueTask<KnownChannel?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        if (!existing.TryGet(id, out _))
        {
            if (await rows.ReadAsync(SettingsKinds.Channel, id, cancellationToken) is null)
            {
                return null;
            }

            existing.Put(id, true);
        }

        return await settings.GetAsync(id, ReadGrainAsync, cancellationToken);
    }

    private async ValueTask<KnownChannel?> ReadGrainAsync(string id, CancellationToken cancellationToken)
    {
        if (await grains.GetGrain<IChannelGrain>(id).Get() is not { } channel)
        {
            return null;
        }

        var queue = await grains.GetGrain<IQueueGrain>(channel.Queue.Value).Get();
        return new KnownChannel(channel, queue?.ReplyTargetSeconds);
    }
}
