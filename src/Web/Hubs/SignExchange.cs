using Conversations.Web.Feed;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Hubs;

/// <summary>Once a second tells the other web nodes who looks and writes here. Straight from node to node: signs are worth no stop on the way and no second try.</summary>
public sealed partial class SignExchange(SignBoard signs, IFeedLine line, TimeProvider time, ILogger<SignExchange> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    public async Task RoundAsync()
    {
        var told = signs.TakeNews();
        if (told.IsEmpty)
        {
            return;
        }

        try
        {
            foreach (var ear in await line.OthersAsync())
            {
                await ear.OnSigns(told);
            }
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
}
