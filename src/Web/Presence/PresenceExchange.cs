using System.Collections.Concurrent;
using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Presence;
using Conversations.Web.Feed;
using Conversations.Web.Hubs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Presence;

/// <summary>
/// Once a second looks who is connected here: tells each person's grain when her first line opens or her last is gone, renews what it said every 10 s, and tells
/// the other web nodes what the grain answered. A line that comes back within a second, as with a reload, is no news.
/// Of a node that has fallen silent every other one tells the grains that the lines are gone; where nobody is left to do so they run out by their leases.
/// </summary>
public sealed partial class PresenceExchange(
    Dashboards dashboards, PresenceBoard board, IPresenceLine people, IFeedLine line, WebNode node, TimeProvider time, ILogger<PresenceExchange> logger) : BackgroundService
{
    private const int CallsAtOnceMax = 32;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly Dictionary<EmployeeId, Told> _told = [];
    private readonly ConcurrentQueue<PresenceView> _news = new();

    /// <summary>Whom each other node told of as connected: those who may have lines there.</summary>
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<EmployeeId, bool>> _elsewhere = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Node, EmployeeId Employee), bool> _lost = new();

    /// <summary>Whose lines here the grains know of, as of the last round: until her end was told as well.</summary>
    public ImmutableArray<EmployeeId> Here { get; private set; } = [];

    /// <summary>A change that this node caused or saw: shown here, and told to the others with the next round.</summary>
    public void Take(PresenceView view)
    {
        board.Take(view);
        _news.Enqueue(view);
    }

    /// <summary>What another node tells.</summary>
    public void Take(string webNode, ImmutableArray<PresenceView> views)
    {
        if (!_elsewhere.TryGetValue(webNode, out var there))
        {
            there = _elsewhere.Count < Limits.ConnectionNodesMax ? _elsewhere.GetOrAdd(webNode, static _ => new()) : null;
        }

        foreach (var view in views.Take(Limits.PresenceBatchMax))
        {
            board.Take(view);
            if (!view.IsConnected)
            {
                there?.TryRemove(view.Employee, out _);
            }
            else if (there?.Count < PresenceBoard.PeopleMax)
            {
                there[view.Employee] = true;
            }
        }
    }

    /// <summary>That node has fallen silent: whoever may have had lines there is reported with the next round.</summary>
    public void Lost(string webNode)
    {
        if (_elsewhere.TryRemove(webNode, out var there))
        {
            foreach (var (employee, _) in there)
            {
                _lost[(webNode, employee)] = true;
            }
        }
    }

    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        var failures = new ConcurrentQueue<Exception>();
        var now = time.GetUtcNow();
        await ForEachAsync(Due(now), due => ReportAsync(due, now), failures, cancellationToken);
        Here = [.. _told.Keys];
        await ForEachAsync(_lost.Keys.ToList(), lost => ReportLostAsync(lost, now), failures, cancellationToken);
        await ForEachAsync(board.RunOut(), AskAsync, failures, cancellationToken);
        await TellAsync(failures);
        if (failures.TryPeek(out var failure))
        {
            NotTold(failure, failures.Count);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Every, time, stoppingToken);
            await RoundAsync(stoppingToken);
        }
    }

    /// <summary>Whom to report now: new ones, gone ones (when they are still gone a round later), and those whose renewal is due.</summary>
    private List<Told> Due(DateTimeOffset now)
    {
        var here = dashboards.People();
        foreach (var (employee, lines) in here)
        {
            if (!_told.TryGetValue(employee, out var told))
            {
                _told.Add(employee, told = new Told(employee));
            }

            (told.Lines, told.Since, told.IsMissed) = (lines.Count, lines.Since, false);
        }

        var due = new List<Told>();
        foreach (var told in _told.Values)
        {
            if (here.ContainsKey(told.Employee) ? told.RenewAt <= now : told.IsMissed)
            {
                due.Add(told);
            }
            else if (!here.ContainsKey(told.Employee))
            {
                (told.Lines, told.IsMissed) = (0, true);
            }
        }

        return due;
    }

    private async Task ReportAsync(Told told, DateTimeOffset now)
    {
        if (await people.ReportAsync(told.Employee, told.Lines, told.Since) is { } view)
        {
            Take(view);
        }

        told.RenewAt = now + Limits.ConnectionRenewal;
        if (told.Lines == 0)
        {
            lock (_told)
            {
                _told.Remove(told.Employee);
            }
        }
    }

    private async Task ReportLostAsync((string Node, EmployeeId Employee) lost, DateTimeOffset now)
    {
        if (await people.ReportLostAsync(lost.Employee, lost.Node, now) is { } view)
        {
            board.Take(view);
        }

        _lost.TryRemove(lost, out _);
    }

    private async Task AskAsync(EmployeeId employee)
    {
        if (await people.AskAsync(employee) is { } view)
        {
            board.Take(view);
        }
    }

    private async Task TellAsync(ConcurrentQueue<Exception> failures)
    {
        var news = new Dictionary<EmployeeId, PresenceView>();
        for (var left = _news.Count; left > 0 && _news.TryDequeue(out var view); left--)
        {
            news[view.Employee] = view;
        }

        if (news.Count == 0)
        {
            return;
        }

        try
        {
            foreach (var part in news.Values.Chunk(Limits.PresenceBatchMax))
            {
                await line.TellOthersAsync(ear => ear.OnPresence(node.Name, [.. part]));
            }
        }
        catch (Exception failure)
        {
            // Whoever is connected is told again with the next renewal; who has gone runs out and is asked for.
            failures.Enqueue(failure);
        }
    }

    private static async Task ForEachAsync<T>(IReadOnlyCollection<T> all, Func<T, Task> call, ConcurrentQueue<Exception> failures, CancellationToken cancellationToken)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnceMax, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(all, options, async (one, _) =>
        {
            try
            {
                await call(one);
            }
            catch (Exception failure)
            {
                // It stays due: the next round tries again.
                failures.Enqueue(failure);
            }
        });
    }

    [LoggerMessage(5409, LogLevel.Warning, "Presence could not be told or asked ({Failures} calls); it is tried again in a second.")]
    private partial void NotTold(Exception failure, int failures);

    /// <summary>What this node last said of one person.</summary>
    private sealed class Told(EmployeeId employee)
    {
        public EmployeeId Employee => employee;
        public int Lines { get; set; }
        public DateTimeOffset Since { get; set; }
        public DateTimeOffset RenewAt { get; set; } = DateTimeOffset.MinValue;

        /// <summary>Not seen in the round before.</summary>
        public bool IsMissed { get; set; }
    }
}
