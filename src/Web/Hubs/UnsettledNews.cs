using Conversations.Web.Feed;
using Conversations.Web.Kept;
using Conversations.Web.Lists;
using Microsoft.Extensions.Hosting;

namespace Conversations.Web.Hubs;

/// <summary>
/// Tells this node's dashboards, at most once a second, that a reply came to or left those that wait for a person. Every node sees every batch: none tells another.
/// </summary>
public sealed class UnsettledNews : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private readonly ChangeSignal _moved = new();
    private readonly Dashboards _dashboards;
    private readonly ChangeSignal _frames;
    private readonly TimeProvider _time;

    public UnsettledNews(LiveState live, Dashboards dashboards, ChangeSignal frames, TimeProvider time)
    {
        (_dashboards, _frames, _time) = (dashboards, frames, time);
        live.RepliesMoved += _moved.Raise;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = Changes.Event(Changes.Replies);
        while (true)
        {
            await _moved.WaitAsync(stoppingToken);
            foreach (var dashboard in _dashboards.All)
            {
                dashboard.Personal.Add(told);
            }

            _frames.Raise();
            await Task.Delay(Pause, _time, stoppingToken);
        }
    }
}
