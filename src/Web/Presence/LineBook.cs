using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Feed;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Presence;

/// <summary>
/// Lines are known in memory only. Where whoever knew them dies with them, as the only process does, nobody is left to say that a person was there a moment ago, and what
/// waits for her would wait for the whole lease. So each web node writes down in one document who has lines at it, and renews that with every beat; whoever finds one that is
/// not renewed tells the people's grains that these lines are gone. The only process of its kind need not wait: what it finds at its start is a dead one's.
/// </summary>
public sealed partial class LineBook(
    PresenceExchange presence, IPresenceLine people, IDocuments documents, WebNode node, TimeProvider time, ILogger<LineBook> logger) : BackgroundService
{
    /// <summary>A node whose page is not renewed for so long is dead: it has been silent, and had one more beat's time to write.</summary>
    public static readonly TimeSpan DeadAfter = Limits.NodeSilence + Limits.NodeBeat;
    private const string Kind = "lines";
    private const int CallsAtOnceMax = 16;
    private static readonly TimeSpan FirstAfter = TimeSpan.FromSeconds(1);

    /// <summary>Pages of other nodes as last seen, and since when they stand so: by this node's clock, for no two clocks agree.</summary>
    private readonly Dictionary<string, (DateTimeOffset Written, DateTimeOffset SeenAt)> _others = new(StringComparer.Ordinal);
    private DateTimeOffset _lookedAt = DateTimeOffset.MinValue;
    private string _page = "";
    private long _revision;
    private bool _isDone;

    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        await WriteAsync(cancellationToken);
        if (!_isDone)
        {
            await ReadAsync(cancellationToken);
            _isDone = node.IsAlone;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var pause = FirstAfter;
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(pause, time, stoppingToken);
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                NotKept(failure);
            }

            pause = Limits.NodeBeat;
        }
    }

    private static DocumentKey PageOf(string name) => new(Kind, DocumentKey.Everybody, name);

    /// <summary>A node without lines has no page.</summary>
    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        var here = presence.Here.Select(static person => person.Value).Order(StringComparer.Ordinal).Take(PresenceBoard.PeopleMax).ToArray();
        var page = here.Length == 0 ? "" : JsonSerializer.Serialize(here);
        if (page == _page && (node.IsAlone || page.Length == 0))
        {
            return;
        }

        if (page.Length == 0)
        {
            await documents.DeleteAsync(PageOf(node.Name), revision: null, cancellationToken);
            (_page, _revision) = (page, 0);
            return;
        }

        var put = await documents.PutAsync(PageOf(node.Name), _revision, excerpt: "", page, time.GetUtcNow(), Limits.ConnectionNodesMax, cancellationToken);
        _revision = put.Stored?.Revision ?? 0;
        if (put.Outcome == DocumentOutcome.Written)
        {
            _page = page;
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        var found = (await documents.ListNewestAsync(Kind, DocumentKey.Everybody, Limits.ConnectionNodesMax, cancellationToken)).RemoveAll(page => page.Id == node.Name);
        foreach (var dead in Dead(found, time.GetUtcNow()))
        {
            await ReportAsync(dead, cancellationToken);
            await documents.DeleteAsync(PageOf(dead), revision: null, cancellationToken);
            _others.Remove(dead);
        }
    }

    private ImmutableArray<string> Dead(ImmutableArray<DocumentExcerpt> found, DateTimeOffset now)
    {
        if (node.IsAlone)
        {
            return [.. found.Select(static page => page.Id)];
        }

        // Who could not look for a while has missed renewals, and gives everybody another chance.
        var wasAway = now - _lookedAt > Limits.NodeSilence;
        _lookedAt = now;
        foreach (var gone in _others.Keys.Except(found.Select(static page => page.Id)).ToList())
        {
            _others.Remove(gone);
        }

        foreach (var page in found)
        {
            if (wasAway || !_others.TryGetValue(page.Id, out var known) || known.Written != page.UpdatedAt)
            {
                _others[page.Id] = (page.UpdatedAt, now);
            }
        }

        return [.. _others.Where(page => now - page.Value.SeenAt >= DeadAfter).Select(static page => page.Key).Order(StringComparer.Ordinal)];
    }

    /// <summary>The page is torn out only when all of its people were told of: what fails is told again with the next round.</summary>
    private async Task ReportAsync(string dead, CancellationToken cancellationToken)
    {
        if (await documents.ReadAsync(PageOf(dead), cancellationToken) is not { } page)
        {
            return;
        }

        var there = JsonSerializer.Deserialize<string[]>(page.Body) ?? [];
        FoundDead(dead, there.Length);
        var now = time.GetUtcNow();
        await Parallel.ForEachAsync(there, new ParallelOptions { MaxDegreeOfParallelism = CallsAtOnceMax, CancellationToken = cancellationToken }, async (person, _) =>
        {
            if (await people.ReportLostAsync(new EmployeeId(person), dead, now) is { } view)
            {
                presence.Take(view);
            }
        });
    }

    [LoggerMessage(5412, LogLevel.Warning, "Who has lines here could not be written down, or read of others; it is tried again.")]
    private partial void NotKept(Exception failure);

    [LoggerMessage(5413, LogLevel.Information, "Web node {WebNode} is dead: the lines of {People} people there are reported as gone.")]
    private partial void FoundDead(string webNode, int people);
}
