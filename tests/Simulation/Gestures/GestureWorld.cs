using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains;
using Conversations.Grains.Scheduling;
using Conversations.Simulation.World;
using Conversations.Store.GrainState;
using Conversations.Testing.MemoryStore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using SoloHost.Simulated;

namespace Conversations.Simulation.Gestures;

/// <summary>
/// Two silos with the real grains over one store in virtual time, a team that gives on tight caps, and a storm made of the seed: silos die, grains live twice, answers are lost, and the store
/// forgets to answer. When it is over the books must agree.
/// </summary>
internal sealed class GestureWorld : IDisposable
{
    public const int Budget = 500;
    public const int Amount = 10;
    private const int People = 5;
    private const int Conversations = 8;

    /// <summary>The team's day is what is tight; the other rules are there to be booked too.</summary>
    private const string Policy = """{"currency":"EUR","kinds":{"refund":{"perAction":100,"perConversation":1000,"perCustomer30Days":5000,"perEmployeeWeek":5000,"perTeamDay":500}}}""";
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ConversationIds Ids = new("a secret of this test"u8.ToArray());
    private readonly SimulatedCluster cluster;
    private readonly SimulatedRandom random;
    private readonly MemoryDatabase database;
    private readonly Weather weather;
    private readonly List<Guid> gestures = [];
    private long nextTrouble = 400;
    private int silos;
    private bool isStorm;

    public GestureWorld(ulong seed, PlantedBugs bugs = PlantedBugs.None)
    {
        cluster = new SimulatedCluster(seed, new SimulatedOptions { StepsMax = 20_000_000 });
        random = cluster.Random.Fork("gestures");
        database = new MemoryDatabase(bugs);
        weather = new Weather(this, random.Fork("weather"));
        StartSilo();
        StartSilo();
        cluster.Complete(PrepareAsync, Minute);
        cluster.BeforeStep = MakeTrouble;
    }

    /// <summary>Answers that said yes, and what the books say when everything is over.</summary>
    public sealed record Books(int Yes, int Granted, long Team, long Employees, long Customers, long Conversations, int Unsettled);

    public void Dispose() => cluster.Dispose();

    /// <summary>So many gestures at once, each asked for again under its id while nobody knows its answer.</summary>
    public Books Give(int count, bool isStorm)
    {
        this.isStorm = isStorm;
        var options = cluster.Options;
        (options.LostCalls, options.LostAnswers, options.RepeatedAnswers, options.LateMessages, options.Hesitations) = isStorm ? (0.01, 0.02, 0.02, 0.02, 0.1) : (0, 0, 0, 0, 0);
        var answers = new int[count];
        cluster.Complete(() => Task.WhenAll(Enumerable.Range(0, count).Select(async number => answers[number] = await GiveAsync(number, isStorm) ? 1 : 0)), TimeSpan.FromHours(2));
        this.isStorm = false;
        (options.LostCalls, options.LostAnswers, options.RepeatedAnswers, options.LateMessages, options.Hesitations) = (0, 0, 0, 0, 0);
        while (cluster.AliveSilos.Count() < 2)
        {
            StartSilo();
        }

        cluster.RunFor(TimeSpan.FromMinutes(10));
        return cluster.Complete(() => ReadAsync(answers.Sum()), Minute);
    }

    /// <summary>So many gestures one after the other, all booked in that slice of the team's day; how many were given.</summary>
    public int GiveIn(byte slice, int count) => cluster.Complete(async () =>
    {
        var granted = 0;
        for (var number = 0; number < count; number++)
        {
            var bytes = random.NextGuid().ToByteArray();
            bytes[0] = slice;
            granted += await GiveAsync(number, isStorm: false, new Guid(bytes)) ? 1 : 0;
        }

        return granted;
    }, Minute);

    private async Task<bool> GiveAsync(int number, bool isStorm, Guid? id = null)
    {
        await Task.Delay(random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(isStorm ? 20 : 0)), cluster.Outside.Time);
        var order = new GiveOrder
        {
            Id = id ?? random.NextGuid(), Conversation = ConversationOf(number), Kind = GestureKinds.Refund, Amount = Amount, Reason = "late", Hold = isStorm && number % 7 == 0,
        };
        gestures.Add(order.Id);
        for (var tries = 0; tries < (isStorm ? 3 : 1); tries++)
        {
            try
            {
                Caller.Current = CallerOf(number);
                var outcome = await cluster.Outside.Grains.GetGrain<IGestureGrain>(GestureStreams.Of(order.Id)).Give(order);
                return outcome.Gesture?.Status == GestureStates.Granted;
            }
            catch (Exception exception) when (isStorm && exception is TimeoutException or StoreUnavailableException or StoreOverloadedException or Orleans.Runtime.SiloUnavailableException)
            {
                await Task.Delay(TimeSpan.FromSeconds(random.Next(5)), cluster.Outside.Time);
            }
        }

        return false;
    }

    private async Task<Books> ReadAsync(int yes)
    {
        var (granted, unsettled) = (0, 0);
        foreach (var gesture in gestures)
        {
            var status = await StatusAsync(gesture);
            granted += status == GestureStates.Granted ? 1 : 0;
            unsettled += status is "" or GestureStates.Granted or GestureStates.Released ? 0 : 1;
        }

        return new Books(yes, granted, await UsedAsync("ledger-team-"), await UsedAsync("ledger-employee-"), await UsedAsync("ledger-customer-"), await UsedAsync("ledger-conversation-"), unsettled);
    }

    private async Task<string> StatusAsync(Guid gesture)
    {
        if (await Journal.ReadHeadAsync(GestureStreams.Of(gesture), CancellationToken.None) is not { } head)
        {
            return "";
        }

        using var state = JsonDocument.Parse(head.State);
        return state.RootElement.GetProperty("status").GetString()!;
    }

    private async Task<long> UsedAsync(string prefix)
    {
        var used = 0L;
        foreach (var stream in database.Streams.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)))
        {
            using var state = JsonDocument.Parse((await Journal.ReadHeadAsync(stream, CancellationToken.None))!.State);
            used += state.RootElement.GetProperty("days").EnumerateArray().Sum(static day => day.GetProperty("amount").GetInt64());
        }

        return used;
    }

    private IJournal Journal => cluster.AliveSilos.First().Services.GetRequiredService<IJournal>();

    private static ConversationId ConversationOf(int number) => Ids.Of(Company.Channels[0].Id, $"t-{number % Conversations}");

    private static Caller CallerOf(int number) => new(new EmployeeId($"e-{number % People}"), "Mara", Role.Agent, null);

    private async Task PrepareAsync()
    {
        var grains = cluster.Outside.Grains;
        for (var number = 0; number < People; number++)
        {
            var caller = CallerOf(number);
            await grains.GetGrain<IEmployeeGrain>(caller.Employee.Value).Create(
                new EmployeeSettings { Id = caller.Employee, Name = caller.Name, Email = $"{number}@example.org", Role = Role.Agent, Team = "Refunds" });
        }

        for (var number = 0; number < Conversations; number++)
        {
            var channel = Company.Channels[0];
            var message = new InboundMessage { ExternalId = "m-1", Thread = $"t-{number}", Visibility = Audiences.Private, Text = "hello", Sender = new CustomerView { Id = $"u-{number % 3}" } };
            await grains.GetGrain<IConversationGrain>(ConversationOf(number).Value)
                .Receive(new ReceiveMessages { Channel = channel.Id, ChannelKind = channel.Kind, Queue = channel.Queue, Messages = [message] });
        }

        Caller.Current = CallerOf(0) with { Role = Role.Admin };
        Assert.Equal(1, (await grains.GetGrain<IGesturePolicyGrain>(IGesturePolicyGrain.Key).Put(new PolicyOrder(random.NextGuid(), 0, Policy))).Version);
    }

    private void MakeTrouble()
    {
        if (!isStorm || cluster.Steps < nextTrouble)
        {
            return;
        }

        nextTrouble = cluster.Steps + 1 + random.Next(3_000);
        var grains = cluster.Activations();
        if (random.Chance(0.2) && cluster.AliveSilos.ToList() is { Count: > 1 } alive)
        {
            cluster.Crash(random.Pick(alive));
            cluster.Outside.Time.CreateTimer(_ => StartSilo(), null, random.Between(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(8)), Timeout.InfiniteTimeSpan);
        }
        else if (grains.Count > 0)
        {
            cluster.Duplicate(random.Pick(grains));
        }
    }

    private void StartSilo()
    {
        var silo = cluster.AddSilo($"silo-{++silos}", Configure);
        var hints = silo.Services.GetRequiredService<SchedulerHints>();
        silo.Services.GetRequiredService<IJournalFeed>().Subscribe(hints.OnCommitted);
        _ = silo.Run(async () =>
        {
            while (true)
            {
                await TryAsync(hints.WakeAllAsync);
                await Task.Delay(TimeSpan.FromSeconds(20), silo.Time);
            }
        });
    }

    private static async Task TryAsync(Func<Task> wake)
    {
        try
        {
            await wake();
        }
        catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.SiloUnavailableException or StoreUnavailableException)
        {
            // It is woken again.
        }
    }

    private void Configure(ISiloBuilder builder)
    {
        var services = builder.Services;
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMemoryStore(database, _ => weather);
        services.AddConversationsGrains();
        services.AddSingleton<IRandomness>(new Halfway());
        services.Configure<SiloMessagingOptions>(static options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
        builder.UseInMemoryReminderService().AddStoreGrainStorage();
    }

    private sealed class Weather(GestureWorld world, SimulatedRandom random) : IStoreWeather
    {
        public StoreFate Next(StoreWork work) => !world.isStorm || work != StoreWork.Commit || !random.Chance(0.06)
            ? StoreFate.Calm
            : new StoreFate(TimeSpan.Zero, TimeSpan.Zero, random.Pick([StoreTrouble.Unreachable, StoreTrouble.AnswerLost, StoreTrouble.RunAgain, StoreTrouble.Overtaken]));

        public void After(TimeSpan delay, Action action) => action();
    }
}
