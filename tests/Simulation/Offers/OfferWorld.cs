using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;
using Conversations.Grains;
using Conversations.Grains.Conversations;
using Conversations.Grains.Notices;
using Conversations.Grains.Offers;
using Conversations.Grains.Scheduling;
using Conversations.Simulation.World;
using Conversations.Store.GrainState;
using Conversations.Testing.MemoryStore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using SoloHost.Simulated;

namespace Conversations.Simulation.Offers;

/// <summary>
/// Two silos with the real grains in virtual time, a queue that offers what waits, and people who take it, refuse it, let it pass and finish it. Calls and answers get lost and late, silos die and
/// come back. Nobody claims by herself and no customer writes twice, so whatever a person carries was offered to her.
/// </summary>
internal sealed partial class OfferWorld : IDisposable
{
    public const int Capacity = 5;
    public static readonly Caller[] People = [.. Enumerable.Range(1, 4).Select(static number => new Caller(new EmployeeId($"agent-{number}"), $"Agent {number}", Role.Agent, null))];
    private static readonly QueueId Queue = new("queue-1");
    private static readonly string[] Kinds = ["chat", "webhook"];
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ConversationIds Ids = new("a secret of this test"u8.ToArray());
    private static readonly OfferOptions Units = new();

    private readonly SimulatedCluster cluster;
    private readonly SimulatedRandom random;
    private readonly MemoryDatabase database;
    private readonly bool isTokenless;
    private readonly List<SimulatedSilo> silos = [];
    private readonly List<ConversationId> conversations = [];
    private readonly SimulatedClient store;
    private int orders;

    /// <param name="bugs">What is wrong with the store.</param>
    /// <param name="isTokenless">Units are said to be kept and are not.</param>
    public OfferWorld(ulong seed, PlantedBugs bugs = PlantedBugs.None, bool isTokenless = false)
    {
        cluster = new SimulatedCluster(seed, new SimulatedOptions { StepsMax = 20_000_000, LostCalls = 0.01, LostAnswers = 0.01, RepeatedAnswers = 0.01, LateMessages = 0.01, StrayCalls = 0.4 });
        random = cluster.Random.Fork("offers");
        database = new MemoryDatabase(bugs);
        this.isTokenless = isTokenless;
        store = cluster.AddClient("reader", services => services.AddLogging().AddMemoryStore(database));
        StartSilo();
        StartSilo();
        Try(() => Grains.GetGrain<IQueueGrain>(Queue.Value).Create(new QueueSettings { Id = Queue, Name = "Baggage", DutyEmployee = People[0].Employee, Offers = true, OfferSeconds = 10 }));
        foreach (var person in People)
        {
            var settings = new EmployeeSettings { Id = person.Employee, Name = person.Name, Email = person.Name, Role = Role.Agent, Intent = "available", Capacity = Capacity };
            Try(() => Grains.GetGrain<IEmployeeGrain>(person.Employee.Value).Create(settings));
        }
    }

    public DateTimeOffset Now => cluster.Now;

    public int Offered { get; private set; }

    public int Accepted { get; private set; }

    public int Crashes { get; private set; }

    private IGrainFactory Grains => cluster.Outside.Grains;

    public void Dispose() => cluster.Dispose();

    /// <summary>A stormy time in which everybody does as they like, looked at after every step.</summary>
    public void Live(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Report(second);
            if (random.Chance(0.6))
            {
                Write();
            }

            if (random.Chance(0.02))
            {
                Crash();
            }

            if (random.Chance(0.3))
            {
                cluster.Duplicate(Grains.GetGrain<IEmployeeGrain>(random.Pick(People).Employee.Value).GetGrainId());
            }

            if (random.Chance(0.05) && cluster.Activations() is { Count: > 0 } grains)
            {
                cluster.Duplicate(random.Pick(grains));
            }

            Act(accepts: 0.5, declines: 0.2, resolves: 0.08);
            cluster.RunFor(TimeSpan.FromSeconds(1));
            AssertNobodyCarriesTooMuch();
        }
    }

    /// <summary>Everybody takes what she is offered and finishes it; nothing is written any more. True when nothing waits at the end.</summary>
    public bool Settle(int seconds)
    {
        for (var second = 0; second < seconds; second++)
        {
            Report(second);
            Act(accepts: 1, declines: 0, resolves: 0.3);
            cluster.RunFor(TimeSpan.FromSeconds(1));
            AssertNobodyCarriesTooMuch();
            if (Rows().TrueForAll(static row => !ConversationStates.IsOpen(row.State)))
            {
                return true;
            }
        }

        return false;
    }

    private void Report(int second)
    {
        for (var at = 0; at < People.Length; at++)
        {
            var person = Grains.GetGrain<IEmployeeGrain>(People[at].Employee.Value);
            if ((second + at) % 2 == 0)
            {
                Try(() => person.Connect(new ConnectionReport { WebNode = "web", Lines = 1, Since = Now }));
            }
        }
    }

    private void Write()
    {
        var thread = $"t-{conversations.Count}";
        var kind = random.Pick(Kinds);
        var channel = new ChannelId(kind);
        var message = new InboundMessage { ExternalId = "m-1", Thread = thread, Visibility = Audiences.Private, Text = "hello", Sender = new CustomerView { Id = thread } };
        var id = Ids.Of(channel, thread);
        conversations.Add(id);
        Try(() => Grains.GetGrain<IConversationGrain>(id.Value).Receive(new ReceiveMessages { Channel = channel, ChannelKind = kind, Queue = Queue, Messages = [message] }));
    }

    private void Act(double accepts, double declines, double resolves)
    {
        foreach (var row in Rows())
        {
            var holder = HolderOf(row);
            if (Array.Find(People, person => person.Employee == holder) is not { } caller)
            {
                continue;
            }

            var chance = random.NextDouble();
            ConversationCommand? command = row.State == ConversationStates.Offered
                ? chance < accepts ? new AcceptOffer { Id = NextId() } : chance < accepts + declines ? new DeclineOffer { Id = NextId() } : null
                : chance < resolves ? new Resolve { Id = NextId() } : null;
            if (command is not null)
            {
                Accepted += command is AcceptOffer ? 1 : 0;
                Try(() =>
                {
                    Caller.Current = caller;
                    return Grains.GetGrain<IConversationGrain>(row.Id.Value).Execute(command);
                });
            }
        }
    }

    private void Crash()
    {
        if (silos.Count(static silo => !silo.IsCrashed) > 1)
        {
            cluster.Crash(silos.First(static silo => !silo.IsCrashed));
            Crashes++;
            StartSilo();
        }
    }

    private List<SummaryRow> Rows() => [.. Read(() => store.Services.GetRequiredService<ISummaries>().ReadOpenAsync(null, 1_000, CancellationToken.None).AsTask())];

    private EmployeeId? HolderOf(SummaryRow row)
    {
        if (row.State != ConversationStates.Offered)
        {
            return ConversationStates.IsOpen(row.State) ? row.Owner : null;
        }

        var head = Read(() => store.Services.GetRequiredService<IJournal>().ReadHeadAsync(row.Id.Value, CancellationToken.None).AsTask());
        return StateCodec.Read(head!.State).Offers?.Open?.Employee;
    }

    private T Read<T>(Func<Task<T>> read) => cluster.Complete(read, Minute);

    /// <summary>What is lost on the way is lost.</summary>
    private void Try<T>(Func<Task<T>> call) => cluster.Complete(
        async () =>
        {
            try
            {
                await call();
            }
            catch (Exception exception) when (exception is not LawBrokenException)
            {
            }
        },
        Minute + Minute);

    private Guid NextId() => new(++orders, 0, 0, new byte[8]);

    private void StartSilo()
    {
        var silo = cluster.AddSilo($"silo-{silos.Count}", Configure);
        silos.Add(silo);
        var feed = silo.Services.GetRequiredService<IJournalFeed>();
        var scheduler = silo.Services.GetRequiredService<SchedulerHints>();
        var offers = silo.Services.GetRequiredService<OfferHints>();
        feed.Subscribe(scheduler.OnCommitted);
        feed.Subscribe(offers.OnCommitted);
        _ = silo.Run(async () =>
        {
            while (true)
            {
                try
                {
                    await scheduler.WakeAllAsync();
                    await offers.WakeAllAsync(CancellationToken.None);
                }
                catch (Exception exception) when (exception is not LawBrokenException)
                {
                }

                await Task.Delay(OfferHints.Period, silo.Time);
            }
        });
    }

    private void Configure(ISiloBuilder builder)
    {
        var services = builder.Services;
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMemoryStore(database);
        services.AddConversationsGrains();
        services.Configure<ConversationOptions>(static options => (options.Lease, options.OfferRest) = (TimeSpan.FromMinutes(60), Rest));
        services.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
        services.AddSingleton<IRandomness>(new Halfway());
        services.AddSingleton<INoticeRoad>(new Nobody());
        if (isTokenless)
        {
            builder.AddIncomingGrainCallFilter<Tokenless>();
        }

        builder.UseInMemoryReminderService().AddStoreGrainStorage();
    }

    /// <summary>Says yes to whoever asks for units, as a counter would that nobody keeps.</summary>
    private sealed class Tokenless : IIncomingGrainCallFilter
    {
        public async Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.InterfaceMethod.Name == nameof(IEmployeeGrain.ReserveUnits))
            {
                context.Result = new UnitsOutcome(IsGranted: true, IsReady: true, 0, Capacity);
                return;
            }

            await context.Invoke();
        }
    }

    private sealed class Nobody : INoticeRoad
    {
        public Task TellAsync(ImmutableArray<PersonalEvent> events) => Task.CompletedTask;
    }
}
