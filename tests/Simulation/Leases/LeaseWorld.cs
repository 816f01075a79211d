using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Grains;
using Conversations.Grains.Conversations;
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

namespace Conversations.Simulation.Leases;

/// <summary>
/// Two silos with the real grains in virtual time; colleagues of the open floor and agents claim the same posts, act on them or fall silent, and lose them again. Silos die, grains live twice, calls
/// are late, and timers of leases come again at any time after theirs: of those renewed since, of those of earlier owners.
/// </summary>
internal sealed class LeaseWorld : IDisposable
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);
    public static readonly TimeSpan FloorLease = TimeSpan.FromMinutes(1);
    private const int Posts = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly ConversationIds Ids = new("a secret of this test"u8.ToArray());
    private static readonly Caller[] People =
    [
        .. Enumerable.Range(1, 2).Select(static number => new Caller(new EmployeeId($"floor-{number}"), "Helper", Role.Colleague, null) { Floor = FloorGrades.Answer }),
        .. Enumerable.Range(1, 2).Select(static number => new Caller(new EmployeeId($"agent-{number}"), "Agent", Role.Agent, null)),
    ];

    private readonly SimulatedCluster cluster;
    private readonly SimulatedRandom random;
    private readonly SimulatedClient store;
    private readonly MemoryDatabase database = new();
    private readonly LeaseBugs bugs;
    private readonly bool isActing;
    private readonly List<DeadlineRow> timers = [];
    private int silos;
    private int orders;

    /// <param name="seed">Runs the same way each time.</param>
    /// <param name="isActing">Owners do things, so that leases are renewed; else they only claim.</param>
    public LeaseWorld(ulong seed, LeaseBugs bugs = LeaseBugs.None, bool isActing = true)
    {
        (this.bugs, this.isActing) = (bugs, isActing);
        cluster = new SimulatedCluster(seed, new SimulatedOptions { StepsMax = 20_000_000, StrayCalls = 0.4 });
        random = cluster.Random.Fork("leases");
        store = cluster.AddClient("reader", services => services.AddLogging().AddMemoryStore(database));
        StartSilo();
        StartSilo();
        for (var post = 0; post < Posts; post++)
        {
            Write(post, Audiences.Public);
        }
    }

    public void Dispose() => cluster.Dispose();

    /// <summary>A stormy time, and then one in which nobody does anything.</summary>
    public void Live(int seconds)
    {
        var options = cluster.Options;
        (options.LostCalls, options.LostAnswers, options.RepeatedAnswers, options.LateMessages) = (0.01, 0.01, 0.01, 0.02);
        for (var second = 0; second < seconds; second++)
        {
            MakeTrouble();
            Act(random.Next(Posts), random.Pick(People));
            if (timers.Where(timer => timer.DueAt <= cluster.Now).ToList() is { Count: > 0 } late && random.Pick(late) is var timer)
            {
                Try(() => Of(timer.Stream).Fire(timer));
            }

            cluster.RunFor(TimeSpan.FromSeconds(1));
        }

        (options.LostCalls, options.LostAnswers, options.RepeatedAnswers, options.LateMessages) = (0, 0, 0, 0);
        cluster.RunFor(Lease + TimeSpan.FromMinutes(1));
    }

    /// <summary>All entries of a post, in order.</summary>
    public IEnumerable<(string Stream, ImmutableArray<EntryRow> Entries)> Stories()
    {
        for (var post = 0; post < Posts; post++)
        {
            var (id, all) = (Id(post).Value, ImmutableArray.CreateBuilder<EntryRow>());
            ImmutableArray<EntryRow> page;
            do
            {
                page = Read(() => store.Services.GetRequiredService<IJournal>().ReadEntriesAsync(id, all.Count, Limits.EntriesPageMax, CancellationToken.None).AsTask());
                all.AddRange(page);
            }
            while (!page.IsEmpty);
            yield return (id, all.DrainToImmutable());
        }
    }

    public ConversationState StateOf(string stream) =>
        StateCodec.Read(Read(() => store.Services.GetRequiredService<IJournal>().ReadHeadAsync(stream, CancellationToken.None).AsTask())!.State);

    private static ConversationId Id(int post) => Ids.Of(Company.Channels[0].Id, $"post-{post}");

    private IConversationGrain Of(string stream) => cluster.Outside.Grains.GetGrain<IConversationGrain>(stream);

    private void MakeTrouble()
    {
        if (random.Chance(0.01) && cluster.AliveSilos.ToList() is { Count: > 1 } alive)
        {
            cluster.Crash(random.Pick(alive));
            StartSilo();
        }

        if (random.Chance(0.1) && cluster.Activations() is { Count: > 0 } grains)
        {
            cluster.Duplicate(random.Pick(grains));
        }
    }

    private void Act(int post, Caller person)
    {
        var stream = Id(post).Value;
        var state = StateOf(stream);
        var chance = random.NextDouble();
        if (chance < 0.04)
        {
            Write(post, chance < 0.01 ? Audiences.Private : Audiences.Public);
        }
        else if (state.Owner is null && chance < 0.5)
        {
            Order(stream, person, Claiming(person));
        }
        else if (isActing && state.Owner == person.Employee && chance < 0.5)
        {
            Order(stream, person, chance < 0.08 ? new Release { Id = NextId() } : chance < 0.2 ? Claiming(person) : new AddNote { Id = NextId(), Text = "I am on it." });
        }
    }

    private ConversationCommand Claiming(Caller person) => person.Role == Role.Agent ? new Claim { Id = NextId() } : new ClaimOnFloor { Id = NextId() };

    private void Order(string stream, Caller person, ConversationCommand command) => Try(() =>
    {
        Caller.Current = person;
        return Of(stream).Execute(command);
    });

    private void Write(int post, string audience)
    {
        var message = new InboundMessage { ExternalId = $"m-{++orders}", Thread = $"post-{post}", Visibility = audience, Text = "Who helps me?", Sender = new CustomerView { Id = $"u-{post}" } };
        var channel = Company.Channels[0];
        Try(() => Of(Id(post).Value).Receive(new ReceiveMessages { Channel = channel.Id, ChannelKind = channel.Kind, Queue = channel.Queue, Messages = [message] }));
    }

    private Guid NextId() => new(++orders, 0, 0, new byte[8]);

    private T Read<T>(Func<Task<T>> read) => cluster.Complete(read, Patience);

    /// <summary>What is lost on the way is lost.</summary>
    private void Try(Func<Task> call) => cluster.Complete(
        async () =>
        {
            try
            {
                await call();
            }
            catch (Exception exception) when (exception is Orleans.Runtime.OrleansException or TimeoutException or StoreUnavailableException)
            {
            }

            return true;
        },
        Patience);

    private void StartSilo()
    {
        var silo = cluster.AddSilo($"silo-{++silos}", Configure);
        var hints = silo.Services.GetRequiredService<SchedulerHints>();
        var feed = silo.Services.GetRequiredService<IJournalFeed>();
        feed.Subscribe(hints.OnCommitted);
        feed.Subscribe(batch => timers.AddRange(
            from append in batch.Appends
            from change in append.Deadlines
            where change.Kind == DeadlineKinds.Lease && change.DueAt is not null
            select new DeadlineRow(append.Stream, change.Kind, change.Epoch, change.DueAt!.Value)));
        _ = silo.Run(async () =>
        {
            while (true)
            {
                try
                {
                    await hints.WakeAllAsync();
                }
                catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.SiloUnavailableException)
                {
                    // They are woken again.
                }

                await Task.Delay(TimeSpan.FromSeconds(20), silo.Time);
            }
        });
    }

    private void Configure(ISiloBuilder builder)
    {
        var services = builder.Services;
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMemoryStore(database);
        if (bugs.HasFlag(LeaseBugs.FloorWithoutEpoch))
        {
            var journal = services.Last(service => service.ServiceType == typeof(IJournal)).ImplementationFactory!;
            services.AddSingleton<IJournal>(provider => new FloorForEver((IJournal)journal(provider)));
        }

        services.AddConversationsGrains();
        services.Configure<ConversationOptions>(static options => (options.Lease, options.FloorLease, options.Grace) = (Lease, FloorLease, TimeSpan.FromSeconds(1)));
        services.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
        services.AddSingleton<IRandomness>(new Halfway());
        if ((bugs & (LeaseBugs.TimerWithoutEpoch | LeaseBugs.TimerWithoutEnd)) != 0)
        {
            services.AddSingleton<IIncomingGrainCallFilter>(provider => new FaultyTimer(provider.GetRequiredService<IJournal>(), bugs));
        }

        builder.UseInMemoryReminderService().AddStoreGrainStorage();
    }
}
