using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;
using Conversations.Grains;
using Conversations.Grains.Notices;
using Conversations.Grains.Scheduling;
using Conversations.Simulation.World;
using Conversations.Store.GrainState;
using Conversations.Testing.MemoryStore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using SoloHost.Simulated;

namespace Conversations.Simulation.Asks;

/// <summary>A silo with the real grains in virtual time; Mara asks, and five colleagues of three places follow her topic. The store's line may break, and the silo may die.</summary>
internal sealed class AskWorld : IDisposable
{
    public const string Topic = "baggage";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ConversationIds Ids = new("a secret of this test"u8.ToArray());

    private readonly SimulatedCluster cluster;
    private readonly MemoryDatabase database;
    private SimulatedSilo silo = null!;
    private int orders;

    public AskWorld(ulong seed, PlantedBugs bugs = PlantedBugs.None)
    {
        cluster = new(seed, new SimulatedOptions { TravelMax = TimeSpan.FromMilliseconds(20), StepsMax = 5_000_000 });
        database = new MemoryDatabase(bugs);
        Restart();
        foreach (var person in People)
        {
            cluster.Complete(() => Employee(person.Id.Value).Create(person), Minute);
        }
    }

    public static ImmutableArray<EmployeeSettings> People { get; } =
    [
        Person("mara", "refunds", "service"), Person("near", "refunds", "service"), Person("next", "refunds", "service"),
        Person("wide", "desk", "service"), Person("far", "bags", "ground"), Person("duty", "", "") with { Topics = [] },
    ];

    public SimulatedRandom Random => cluster.Random;

    public DateTimeOffset Now => cluster.Now;

    /// <summary>How often in a hundred a commit's answer is lost, or the commit itself.</summary>
    public int Storm { get; set; }

    public List<PersonalEvent> Told { get; } = [];

    public void Dispose() => cluster.Dispose();

    public void Crash() => cluster.Crash(silo);

    public void Restart()
    {
        silo = cluster.AddSilo("silo", Configure);
        var hints = silo.Services.GetRequiredService<SchedulerHints>();
        silo.Services.GetRequiredService<IJournalFeed>().Subscribe(hints.OnCommitted);
        var storm = Storm;
        Storm = 0;
        Complete(async () =>
        {
            await hints.WakeAllAsync();
            return true;
        });
        Storm = storm;
    }

    /// <summary>Another activation lives beside the one there is.</summary>
    public void Duplicate(Guid ask)
    {
        var known = cluster.Activations().Where(id => id.ToString().Contains(AskStreams.Key(ask), StringComparison.Ordinal)).ToList();
        known.ForEach(id => cluster.Duplicate(id));
    }

    /// <summary>Time goes on; whose lines are open is reported as web nodes do.</summary>
    public void Pass(int seconds, params string[] here)
    {
        for (var second = 0; second < seconds; second++)
        {
            if (second % 10 == 0)
            {
                Array.ForEach(here, Opens);
            }

            cluster.RunFor(TimeSpan.FromSeconds(1));
        }
    }

    public void Opens(string person) => Complete(() => Employee(person).Connect(new ConnectionReport { WebNode = "web", Lines = 1, Since = Now }));

    /// <summary>As a web node reports that finds its predecessor dead, or whose browser went.</summary>
    public void Loses(string person) => Complete(() => Employee(person).Connect(new ConnectionReport { WebNode = "web", Lines = 0, Since = Now }));

    /// <param name="isCutOff">Whoever asks is gone when the conversation has it, before anybody could be asked.</param>
    public (ConversationId Conversation, Guid Ask) Asks(string thread, bool isCutOff = false)
    {
        var message = new InboundMessage { ExternalId = "m-1", Thread = thread, Visibility = Audiences.Private, Text = "hello", Sender = new CustomerView { Id = "u-1" } };
        var channel = Company.Channels[0];
        var (id, ask) = (Ids.Of(channel.Id, thread), NextId());
        Complete(() => Of(id).Receive(new ReceiveMessages { Channel = channel.Id, ChannelKind = channel.Kind, Queue = channel.Queue, Messages = [message] }));
        var asked = CompleteAs("mara", () => Of(id).Execute(new AskColleagues { Id = ask, Question = "Where?", Topics = [Topic] }));
        var order = new AskOrder { Id = ask, Conversation = id, Question = "Where?", Topics = [Topic], Seq = asked.Result!.Seq, Queue = channel.Queue };
        if (!isCutOff)
        {
            CompleteAs("mara", () => AskOf(ask).Begin(order));
        }

        return (id, ask);
    }

    /// <summary>All at once, each again and again until the server has said yes or no.</summary>
    public ImmutableArray<AskOutcome> Answer(Guid ask, params string[] people)
    {
        var commands = people.Select(_ => NextId()).ToList();
        return [.. cluster.Complete(() => Task.WhenAll(people.Select((person, at) => UntilSaidAsync(person, () => AskOf(ask).Execute(new AnswerAsk { Id = commands[at], Text = "by " + person })))), 10 * Minute)];
    }

    public AskOutcome Does(string person, Guid ask, AskCommand command) => CompleteAs(person, () => AskOf(ask).Execute(command));

    public AskView Sees(Guid ask) => Complete(() => AskOf(ask).Get())!;

    public ColleagueView SeesColleague(string person) => Complete(() => cluster.Outside.Grains.GetGrain<IColleagueGrain>(person).Get());

    public ImmutableArray<EntryRow> Entries(ConversationId id) =>
        Complete(() => silo.Services.GetRequiredService<IJournal>().ReadEntriesAsync(id.Value, 0, 100, CancellationToken.None).AsTask());

    public bool IsToBegin(ConversationId id) => Complete(async () =>
    {
        var deadlines = silo.Services.GetRequiredService<IDeadlines>();
        var shards = await Task.WhenAll(Enumerable.Range(0, Limits.SchedulerShards).Select(shard => deadlines.ReadAsync(shard, DateTimeOffset.MaxValue, 1_000, CancellationToken.None).AsTask()));
        return shards.Any(rows => rows.Any(row => row.Stream == id.Value && row.Kind == DeadlineKinds.BeginAsks));
    });

    public string Kinds(ConversationId id) => string.Join(' ', Entries(id).Skip(1).Select(static entry => entry.Kind));

    public Guid NextId() => new(++orders, 0, 0, new byte[8]);

    private static EmployeeSettings Person(string id, string team, string department) => new()
    {
        Id = new EmployeeId(id), Name = id, Email = id + "@example.org", Role = Role.Agent, Intent = "available", Team = team, Department = department, Topics = [Topic],
    };

    private IAskGrain AskOf(Guid ask) => cluster.Outside.Grains.GetGrain<IAskGrain>(AskStreams.Key(ask));

    private IConversationGrain Of(ConversationId id) => cluster.Outside.Grains.GetGrain<IConversationGrain>(id.Value);

    private IEmployeeGrain Employee(string id) => cluster.Outside.Grains.GetGrain<IEmployeeGrain>(id);

    private T Complete<T>(Func<Task<T>> call) => cluster.Complete(() => UntilSaidAsync(null, call), 10 * Minute);

    private T CompleteAs<T>(string person, Func<Task<T>> call) => cluster.Complete(() => UntilSaidAsync(person, call), 10 * Minute);

    private async Task<T> UntilSaidAsync<T>(string? person, Func<Task<T>> call)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                Caller.Current = person is null ? null : new Caller(new EmployeeId(person), person, Role.Agent, null);
                return await call();
            }
            catch (Exception exception) when (tries < 100 && exception is StoreUnavailableException or StoreOverloadedException or TimeoutException or SiloUnavailableException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), cluster.Outside.Time);
            }
        }
    }

    private void Configure(ISiloBuilder builder)
    {
        var services = builder.Services;
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMemoryStore(database, provider => new Weather(this, provider.GetRequiredService<SimulatedNode>()));
        services.AddSingleton<IRoster>(new Roster());
        services.AddSingleton<INoticeRoad>(new Road(this));
        services.AddConversationsGrains();
        services.AddSingleton<IRandomness>(new Halfway());
        builder.UseInMemoryReminderService().AddStoreGrainStorage();
    }

    private sealed class Weather(AskWorld world, SimulatedNode node) : IStoreWeather
    {
        public StoreFate Next(StoreWork work) => work == StoreWork.Commit && world.Storm > 0
            ? new StoreFate(TimeSpan.FromMilliseconds(world.Random.Next(20)), TimeSpan.FromMilliseconds(world.Random.Next(20)), Trouble())
            : StoreFate.Calm;

        public void After(TimeSpan delay, Action action) => node.Time.CreateTimer(_ => action(), null, delay, Timeout.InfiniteTimeSpan);

        private StoreTrouble Trouble() => !world.Random.Chance(world.Storm / 100.0) ? StoreTrouble.None
            : world.Random.Pick([StoreTrouble.Unreachable, StoreTrouble.AnswerLost, StoreTrouble.RunAgain, StoreTrouble.Overloaded]);
    }

    private sealed class Roster : IRoster
    {
        public ValueTask<ImmutableArray<EmployeeSettings>> ReadAsync(TimeSpan ageMax, CancellationToken cancellationToken) => new(People);
    }

    private sealed class Road(AskWorld world) : INoticeRoad
    {
        public Task TellAsync(ImmutableArray<PersonalEvent> events)
        {
            world.Told.AddRange(events);
            return Task.CompletedTask;
        }
    }
}
