using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains;
using Conversations.Grains.Scheduling;
using Conversations.Simulation.World;
using Conversations.Store.GrainState;
using Conversations.Testing.MemoryStore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using SoloHost.Simulated;

namespace Conversations.Simulation.Promises;

/// <summary>A silo with the real grains in virtual time that is killed and started again, a store whose answers get lost, and promises that come due all the while.</summary>
internal sealed class PromiseWorld : IDisposable, IStoreWeather
{
    private static readonly Caller Mara = new(new EmployeeId("mara"), "Mara", Role.Agent, null);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ConversationIds Ids = new("a secret of this test"u8.ToArray());

    private readonly SimulatedCluster cluster;
    private readonly MemoryDatabase database = new();
    private readonly Random random;
    private readonly bool sleepsAfterRestart;
    private SimulatedSilo silo = null!;
    private bool isStorm;
    private int orders;

    /// <param name="sleepsAfterRestart">A bug planted on purpose: nobody wakes the schedulers of a silo that starts.</param>
    public PromiseWorld(int seed, bool sleepsAfterRestart = false)
    {
        random = new Random(seed);
        this.sleepsAfterRestart = sleepsAfterRestart;
        cluster = new SimulatedCluster((ulong)seed, new SimulatedOptions { TravelMax = TimeSpan.FromMilliseconds(20), StepsMax = 20_000_000 });
        Start(isFirst: true);
    }

    public DateTimeOffset Now => cluster.Now;

    public List<Given> Promises { get; } = [];

    /// <summary>From the kill until the schedulers were woken.</summary>
    public List<(DateTimeOffset From, DateTimeOffset To)> Outages { get; } = [];

    public void Dispose() => cluster.Dispose();

    public StoreFate Next(StoreWork work) => !isStorm || random.NextDouble() > 0.05 ? StoreFate.Calm : new StoreFate(TimeSpan.Zero, TimeSpan.Zero, work switch
    {
        StoreWork.Read => StoreTrouble.Unreachable,
        StoreWork.Write => StoreTrouble.AnswerLost,
        _ => random.Next(3) switch { 0 => StoreTrouble.Unreachable, 1 => StoreTrouble.AnswerLost, _ => StoreTrouble.RunAgain },
    });

    public void After(TimeSpan delay, Action action) => silo.Time.CreateTimer(_ => action(), null, delay, Timeout.InfiniteTimeSpan);

    public void Live(int promises, int minutes)
    {
        for (var number = 0; number < promises; number++)
        {
            Promise($"t-{number % 20}", TimeSpan.FromSeconds(random.Next(20, minutes * 60)));
        }

        isStorm = true;
        var end = Now + TimeSpan.FromMinutes(minutes + 5);
        while (Now < end)
        {
            cluster.RunFor(TimeSpan.FromSeconds(random.Next(1, 90)));
            if (random.NextDouble() < 0.2)
            {
                Fall();
            }
            else if (random.NextDouble() < 0.2)
            {
                Keep();
            }
        }

        isStorm = false;
        cluster.RunFor(Minute);
    }

    public (DateTimeOffset At, string Kind, Guid Promise)[] Told() =>
        [.. database.Streams.SelectMany(stream => database.Stream(stream)!.Read(0, 10_000)).Where(static entry => entry.Kind.StartsWith("promise", StringComparison.Ordinal)).Select(static entry =>
        {
            using var data = JsonDocument.Parse(entry.Data);
            return (entry.At, entry.Kind, data.RootElement.GetProperty("promiseId").GetGuid());
        })];

    private void Fall()
    {
        var from = Now;
        cluster.Crash(silo);
        cluster.RunFor(TimeSpan.FromSeconds(random.Next(12, 120)));
        Start(isFirst: false);
        Outages.Add((from, Now));
    }

    private void Keep()
    {
        if (Promises.Find(one => one.KeptAt is null && one.DueAt > Now && random.Next(4) == 0) is { } promise)
        {
            isStorm = false;
            Order(promise.Thread, new KeepPromise { Id = NextId(), PromiseId = promise.Id });
            promise.KeptAt = Now;
            isStorm = true;
        }
    }

    private void Promise(string thread, TimeSpan ahead)
    {
        var channel = Company.Channels[0];
        var message = new InboundMessage
        {
            ExternalId = $"m-{++orders}", Thread = thread, Visibility = Audiences.Private, Text = "hello", Sender = new CustomerView { Id = "u-1" },
        };
        cluster.Complete(() => Of(thread).Receive(new ReceiveMessages { Channel = channel.Id, ChannelKind = channel.Kind, Queue = channel.Queue, Messages = [message] }), Minute);
        var due = DateTimeOffset.FromUnixTimeMilliseconds((Now + ahead).ToUnixTimeMilliseconds());
        var make = new MakePromise { Id = NextId(), Promise = new NewPromise("call back", due) };
        var made = Now;
        Order(thread, make);
        Promises.Add(new Given(make.Id, thread, made, due));
    }

    private void Order(string thread, ConversationCommand command) => cluster.Complete(
        async () =>
        {
            Caller.Current = Mara;
            Assert.Null((await Of(thread).Execute(command)).Rejection);
        },
        Minute);

    private Guid NextId() => new(++orders, 0, 0, new byte[8]);

    private IConversationGrain Of(string thread) => cluster.Outside.Grains.GetGrain<IConversationGrain>(Ids.Of(Company.Channels[0].Id, thread).Value);

    private void Start(bool isFirst)
    {
        var wasStorm = isStorm;
        isStorm = false;
        silo = cluster.AddSilo("silo", Configure);
        var hints = silo.Services.GetRequiredService<SchedulerHints>();
        silo.Services.GetRequiredService<IJournalFeed>().Subscribe(hints.OnCommitted);
        if (isFirst || !sleepsAfterRestart)
        {
            cluster.Complete(hints.WakeAllAsync, Minute);
        }

        isStorm = wasStorm;
    }

    private void Configure(ISiloBuilder builder)
    {
        var services = builder.Services;
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMemoryStore(database, _ => this);
        services.AddConversationsGrains();
        services.AddSingleton<IRandomness>(new Halfway());
        builder.UseInMemoryReminderService().AddStoreGrainStorage();
    }
}

internal sealed record Given(Guid Id, string Thread, DateTimeOffset MadeAt, DateTimeOffset DueAt)
{
    public DateTimeOffset? KeptAt { get; set; }
}
