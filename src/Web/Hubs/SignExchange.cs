using Conversations.Contracts;
using Conversations.Web.Feed;
using Conversations.Web.Presence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Hubs;

/// <summary>
/// Once a second tells the other web nodes who looks and writes here, straight from node to node: signs are worth no stop on the way and no second try. What is told says
/// that this node lives, too; what a node showed that fell silent is taken down, and its people's lines are reported as gone.
/// </summary>
public sealed partial class SignExchange(
    SignBoard signs, NodeWatch nodes, PresenceExchange presence, IFeedLine line, WebNode node, TimeProvider time, ILogger<SignExchange> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private DateTimeOffset _toldAt = DateTimeOffset.MinValue;

    public async Task RoundAsync()
    {
        foreach (var silent in nodes.TakeSilent())
        {
            FellSilent(silent);
            signs.Forget(silent);
            presence.Lost(silent);
        }

        var now = time.GetUtcNow();
        var told = signs.TakeNews();
        if (told.IsEmpty && now - _toldAt < Limits.NodeBeat)
        {
            return;
        }

        try
        {
            _toldAt = now;
            await line.TellOthersAsync(ear => ear.OnSigns(node.Name, told));
        }
        catch (Exception failure)
        {
            // The next renewal of what still holds is told again.
            NotTold(failure);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken);
            await RoundAsync();
        }
    }

    [LoggerMessage(5407, LogLevel.Information, "Signs could not be told to the other web nodes.")]
    private partial void NotTold(Exception failure);

    [LoggerMessage(5411, LogLevel.Information, "Web node {WebNode} has fallen silent: its signs and lines are taken for gone.")]
    private partial void FellSilent(string webNode);
}
