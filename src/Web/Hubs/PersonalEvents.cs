using System.Collections.Immutable;
using System.Threading.Channels;
using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Web.Feed;
using Conversations.Web.Lists;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Hubs;

/// <summary>
/// Tells this node's dashboards at once and the other nodes shortly after, gathered, straight from node to node: no grain stands in the road of all events.
/// </summary>
public sealed partial class PersonalEvents(
    Dashboards dashboards, ChangeSignal signal, IFeedLine line, TimeProvider time, ILogger<PersonalEvents> logger) : BackgroundService, IPersonalEvents
{
    private static readonly TimeSpan GatherFor = TimeSpan.FromMilliseconds(50);
    private readonly Channel<PersonalEvent> _news = Channel.CreateBounded<PersonalEvent>(
        new BoundedChannelOptions(Limits.PersonalEventsQueueMax) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Tell(PersonalEvent told)
    {
        TellHere(told);
        _news.Writer.TryWrite(told);
    }

    /// <summary>What other nodes tell.</summary>
    public void Take(ImmutableArray<PersonalEvent> events)
    {
        foreach (var told in events.Take(Limits.PersonalEventsBatchMax))
        {
            TellHere(told);
        }
    }

    /// <summary>Tells the other nodes what waits.</summary>
    public async Task RoundAsync()
    {
        while (TakeBatch() is { IsEmpty: false } batch)
        {
            try
            {
                await line.TellOthersAsync(ear => ear.OnPersonal(batch));
            }
            catch (Exception failure)
            {
                // Dashboards read by REST what they were not told, at the latest when they connect anew.
                NotTold(failure, batch.Length);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _news.Reader.WaitToReadAsync(stoppingToken))
        {
            await Task.Delay(GatherFor, time, stoppingToken);
            await RoundAsync();
        }
    }

    private void TellHere(PersonalEvent told)
    {
        var isAny = false;
        foreach (var dashboard in told.Employee is { } employee ? dashboards.Of(employee.Value) : dashboards.All)
        {
            dashboard.Personal.Add(told);
            isAny = true;
        }

        if (isAny)
        {
            signal.Raise();
        }
    }

    private ImmutableArray<PersonalEvent> TakeBatch()
    {
        var batch = ImmutableArray.CreateBuilder<PersonalEvent>();
        while (batch.Count < Limits.PersonalEventsBatchMax && _news.Reader.TryRead(out var told))
        {
            batch.Add(told);
        }

        return batch.DrainToImmutable();
    }

    [LoggerMessage(5408, LogLevel.Information, "{Count} personal events could not be told to the other web nodes.")]
    private partial void NotTold(Exception failure, int count);
}
