using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Conversations.Channels.Tests;

public sealed class ChannelsServicesTests
{
    [Fact]
    public void The_webhook_sender_is_there()
    {
        using var services = Services([]);

        Assert.Equal(["webhook"], services.GetServices<IChannelSender>().Select(s => s.Kind));
        Assert.True(services.GetServices<IChannelSender>().Single().TakesIdempotencyKeys);
    }

    [Fact]
    public void Private_reply_urls_are_closed_unless_opened()
    {
        using var closed = Services([]);
        using var opened = Services(new() { ["Channels:AllowPrivateReplyUrls"] = "true", ["Channels:SendTimeout"] = "00:00:20" });

        Assert.False(closed.GetRequiredService<IOptions<WebhookOptions>>().Value.AllowPrivateReplyUrls);
        Assert.True(opened.GetRequiredService<IOptions<WebhookOptions>>().Value.AllowPrivateReplyUrls);
        Assert.Equal(TimeSpan.FromSeconds(20), opened.GetRequiredService<IOptions<WebhookOptions>>().Value.SendTimeout);
    }

    [Theory]
    [InlineData("Channels:SendTimeout", "00:00:00")]
    [InlineData("Channels:SendTimeout", "00:02:00")]
    [InlineData("Channels:ConnectTimeout", "-00:00:01")]
    [InlineData("Channels:ConnectionsPerEndpointMax", "0")]
    public void Settings_out_of_range_are_named(string key, string value)
    {
        using var services = Services(new() { [key] = value });

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<WebhookOptions>>().Value);
        Assert.Contains(key["Channels:".Length..], refused.Message, StringComparison.Ordinal);
    }

    private static ServiceProvider Services(Dictionary<string, string?> settings) => new ServiceCollection()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
        .AddConversationsChannels()
        .BuildServiceProvider();
}
