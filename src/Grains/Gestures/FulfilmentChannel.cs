using Conversations.Contracts;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Gestures;

/// <summary>The fulfilment address as a channel of the generic webhook, so that gestures go out by the same signed road as replies do.</summary>
internal static class FulfilmentChannel
{
    /// <summary>Null when none is set.</summary>
    public static ChannelSettings? Of(GestureOptions options) => options.FulfilmentUrl is { } url
        ? new ChannelSettings
        {
            Id = Fulfilment.Channel,
            Kind = "webhook",
            Name = Fulfilment.Channel.Value,
            Queue = new QueueId(""),
            ReplyUrl = url.AbsoluteUri,
            Secrets = [new ChannelSecret("fulfilment", options.FulfilmentSecret!, DateTimeOffset.UnixEpoch)],
        }
        : null;
}
