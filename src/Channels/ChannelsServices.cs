using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Conversations.Channels;

public static class ChannelsServices
{
    /// <summary>
    /// The senders of all channel kinds (as <see cref="IChannelSender"/>) and their options, bound to section "Channels" and validated at start.
    /// </summary>
    public static IServiceCollection AddConversationsChannels(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ReplyConnections>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannelSender, WebhookSender>());
        return services;
    }
}
