using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Testing.MemoryStore;
using Conversations.Web.Feed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>
/// A web node that follows the feed as src/Web/Feed does, with its <see cref="WriterCursors"/>: told batches may be lost, what is missing is read from the
/// store. Its lists and its open threads are what dashboards show, and must come to equal the journal.
/// </summary>
public sealed class WebNode : IFeedObserver
{
    private const int PageMax = 20;
    private static readonly TimeSpan HeadsEvery = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ListenEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly World _world;
    private readonly WriterCursors _cursors = new();
    private readonly SortedDictionary<string, SummaryRow> _index = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, OpenThread> _threads = new(StringComparer.Ordinal);
    private bool _isFilling;

    private WebNode(World world, SimulatedClient node) => (_world, Node) = (world, node);

    public SimulatedClient Node { get; }

    /// <summary>The newest row of each conversation this node knows, by id.</summary>
    public IReadOnlyCollection<SummaryRow> Rows => _index.Values;

    private IJournal Journal => Node.Services.GetRequiredService<IJournal>();

    private IJournalFeed Feed => Node.Services.GetRequiredService<IJournalFeed>();

    internal static WebNode Start(World world, string name, SimulatedRandom random)
    {
        var node = world.Cluster.AddClient(name, services =>
        {
            services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(world.Logs.Of(name)));
            services.AddMemoryStore(world.Database, provider => new StoreWeather(world, provider.GetRequiredService<SimulatedNode>(), random.Fork("store")));
            services.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
        });
        var web = new WebNode(world, node);
        world.Note($"{name} starts");
        _ = node.Run(web.LiveAsync);
        return web;
    }

    public Task OnCommitted(CommittedBatch batch)
    {
        Take(batch);
        if (_cursors.Told(batch.Writer, batch.BatchNo))
        {
            Fill();
        }

        return Task.CompletedTask;
    }

    /// <summary>Who types and looks is no part of the journal, and nothing here depends on it.</summary>
    public Task OnSigns(string webNode, ImmutableArray<Sign> signs) => Task.CompletedTask;

    public Task OnPersonal(ImmutableArray<PersonalEvent> events) => Task.CompletedTask;

    public Task OnPresence(string webNode, System.Collections.Immutable.ImmutableArray<Contracts.Presence.PresenceView> people) => Task.CompletedTask;

    /// <summary>News by a command's own answer: what its giver sees next is never older.</summary>
    public void Take(SummaryRow row)
    {
        if (!_index.TryGetValue(row.Id.Value, out var known) || known.Head < row.Head)
        {
            _index[row.Id.Value] = row;
        }
    }

    /// <summary>Where a dashboard of this node shows something else than the journal holds; null when nowhere.</summary>
    public string? Differs()
    {
        foreach (var stream in _world.Database.Streams)
        {
            var row = _world.Database.Summary(stream)!;
            if (!_index.TryGetValue(stream, out var shown) ? row.State != ConversationStates.Closed : shown.Head != row.Head)
            {
                return $"{Node.Name} shows {stream} at {shown?.Head ?? 0}, it is at {row.Head}";
            }

            if (_threads.TryGetValue(stream, out var thread) && thread.Entries.Count != row.Head)
            {
                return $"{Node.Name} shows {thread.Entries.Count} entries of {stream}, there are {row.Head}";
            }
        }

        return null;
    }

    /// <summary>The entries an open thread of this node shows; null when it was never told of.</summary>
    public IReadOnlyList<EntryRow>? Shown(string stream) => _threads.GetValueOrDefault(stream)?.Entries;

    public SummaryRow? Row(string stream) => _index.GetValueOrDefault(stream);

    private async Task LiveAsync()
    {
        await Retrying(LoadAsync);
        await Task.WhenAll(ListenAsync(), WatchAsync());
    }

    private async Task LoadAsync()
    {
        _cursors.Start(await Feed.ReadWriterHeadsAsync(CancellationToken.None));
        var summaries = Node.Services.GetRequiredService<ISummaries>();
        ConversationId? after = null;
        while (await summaries.ReadOpenAsync(after, PageMax, CancellationToken.None) is { Length: > 0 } page)
        {
            foreach (var row in page)
            {
                Take(row);
                Hint(row.Id.Value, row.Head);
            }

            after = page[^1].Id;
        }
    }

    private async Task ListenAsync()
    {
        var ear = Node.Grains.CreateObjectReference<IFeedObserver>(this);
        while (true)
        {
            await Retrying(() => Node.Grains.GetGrain<IFeedRegistryGrain>("feed").Listen(Node.Name, ear));
            await Task.Delay(ListenEvery, Node.Time);
        }
    }

    private async Task WatchAsync()
    {
        while (true)
        {
            await Task.Delay(HeadsEvery, Node.Time);
            await Retrying(async () => _cursors.Heads(await Feed.ReadWriterHeadsAsync(CancellationToken.None)));
            Fill();
        }
    }

    private void Fill()
    {
        if (!_isFilling)
        {
            _isFilling = true;
            _ = FillAsync();
        }
    }

    private async Task FillAsync()
    {
        foreach (var hole in _cursors.Missing())
        {
            await Retrying(() => ReadAsync(hole.Writer));
        }

        _isFilling = false;
    }

    private async Task ReadAsync(string writer)
    {
        ImmutableArray<CommittedBatch> page;
        do
        {
            var after = _cursors.CursorOf(writer);
            page = await Feed.ReadBatchesAsync(writer, after, PageMax, CancellationToken.None);
            foreach (var batch in page)
            {
                Take(batch);
            }

            _cursors.Read(writer, after, page, page.Length < PageMax);
        }
        while (page.Length == PageMax);
    }

    private void Take(CommittedBatch batch)
    {
        foreach (var append in batch.Appends)
        {
            if (append.Summary is { } row)
            {
                Take(row);
            }

            var thread = Thread(append.Stream);
            thread.Apply(append.Entries);
            Hint(append.Stream, append.Entries[^1].Seq);
        }
    }

    private OpenThread Thread(string stream) => _threads.TryGetValue(stream, out var thread) ? thread : _threads[stream] = new OpenThread();

    private void Hint(string stream, long head)
    {
        var thread = Thread(stream);
        if (head > thread.Entries.Count && !thread.IsReading)
        {
            thread.IsReading = true;
            _ = ReadBehindAsync(stream, thread);
        }
    }

    private async Task ReadBehindAsync(string stream, OpenThread thread)
    {
        await Retrying(async () => thread.Apply(await Journal.ReadEntriesAsync(stream, thread.Entries.Count, Limits.EntriesPageMax, CancellationToken.None)));
        thread.IsReading = false;
        if (Row(stream) is { } row)
        {
            Hint(stream, row.Head);
        }
    }

    private async Task Retrying(Func<Task> read)
    {
        while (true)
        {
            try
            {
                await read();
                return;
            }
            catch (Exception exception)
            {
                _world.Logs.Saw(Node.Name, exception);
            }

            await Task.Delay(RetryAfter, Node.Time);
        }
    }

    /// <summary>Entries 1 … n of one conversation; what does not follow is left for the store to tell.</summary>
    private sealed class OpenThread
    {
        public List<EntryRow> Entries { get; } = [];

        public bool IsReading { get; set; }

        public void Apply(ImmutableArray<EntryRow> entries)
        {
            foreach (var entry in entries.Where(entry => entry.Seq == Entries.Count + 1))
            {
                Entries.Add(entry);
            }
        }
    }
}
