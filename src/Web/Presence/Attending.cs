using System.Collections.Concurrent;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Conversations.Web.Presence;

/// <summary>How a conversation is told that somebody is at work on it.</summary>
public interface IAttendance
{
    Task TellAsync(string conversation, Caller caller);
}

public sealed class GrainAttendance(IGrainFactory grains) : IAttendance
{
    public Task TellAsync(string conversation, Caller caller)
    {
        Caller.Current = caller;
        return grains.GetGrain<IConversationGrain>(conversation).Attend();
    }
}

/// <summary>
/// Writing keeps a lease alive, and writing is many keystrokes: of one person in one conversation a call goes out every 20 s at most, and the conversation journals
/// only when half of the lease is over. Beyond the bounds nothing is told: the lease lasts minutes.
/// </summary>
public sealed partial class Attending(IAttendance attendance, TimeProvider time, ILogger<Attending> logger) : BackgroundService
{
    private const int PlacesMax = 20_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan QuietFor = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<(string Conversation, string Employee), Caller> _waiting = new();
    private readonly Dictionary<(string Conversation, string Employee), DateTimeOffset> _toldAt = [];

    public void Take(string conversation, Caller caller)
    {
        if (_waiting.Count < PlacesMax)
        {
            _waiting[(conversation, caller.Employee.Value)] = caller;
        }
    }

    public async Task RoundAsync()
    {
        var now = time.GetUtcNow();
        foreach (var (place, _) in _toldAt.Where(told => told.Value + QuietFor <= now).ToList())
        {
            _toldAt.Remove(place);
        }

        foreach (var place in _waiting.Keys)
        {
            if (_waiting.TryRemove(place, out var caller) && _toldAt.TryAdd(place, now))
            {
                await TellAsync(place.Conversation, caller);
            }
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

    private async Task TellAsync(string conversation, Caller caller)
    {
        try
        {
            await attendance.TellAsync(conversation, caller);
        }
        catch (Exception failure)
        {
            // Whoever goes on writing is told of again.
            NotTold(failure, conversation);
        }
    }

    [LoggerMessage(5410, LogLevel.Warning, "Conversation {Conversation} could not be told that somebody is at work on it.")]
    private partial void NotTold(Exception failure, string conversation);
}
