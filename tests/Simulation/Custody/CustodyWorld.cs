using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;
using Conversations.Grains;
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

namespace Conversations.Simulation.Custody;

/// <summary>
/// Hours of a small company in virtual time, with the real grains: people come, go and lose their lines, customers write, conversations are taken, answered and handed over,
/// and the silo is killed. After every few seconds the laws of custody are checked against what the world knows better than the silo: who is really there.
/// </summary>
internal sealed class CustodyWorld : IDisposable
{
    private const int TickSeconds = 5;
    private const int WakesMax = 5;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ConversationIds Ids = new("a secret of this test"u8.ToArray());
    private static readonly TimeSpan WakeAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly string[] Threads = ["t-1", "t-2", "t-3", "t-4", "t-5", "t-6"];
    private static readonly Dictionary<string, string> Keys = Threads.ToDictionary(static thread => thread, static thread => Ids.Of(Company.Channels[0].Id, thread).Value, StringComparer.Ordinal);
    private static readonly ImmutableArray<Caller> People = [.. new[] { "mara", "jonas", "lena" }.Select(static name => new Caller(new EmployeeId(name), name, Role.Agent, null))];

    private readonly SimulatedCluster cluster;
    private readonly SimulatedRandom random;
    private readonly MemoryDatabase database = new();
    private readonly CustodyLaws laws;
    private readonly bool forgetsGrace;

    /// <summary>Who has a line, and when her web node told so last.</summary>
    private readonly Dictionary<EmployeeId, DateTimeOffset> lines = [];

    /// <summary>Ends of lines that a web node still has to tell, and when it can.</summary>
    private readonly Dictionary<EmployeeId, DateTimeOffset> untold = [];
    private readonly Dictionary<string, (long Head, ImmutableArray<EntryRow> Entries)> read = new(StringComparer.Ordinal);
    private SimulatedSilo silo = null!;
    private DateTimeOffset? restartAt;
    private int orders;

    public CustodyWorld(ulong seed, bool forgetsGrace = false)
    {
        cluster = new SimulatedCluster(seed, new SimulatedOptions { TravelMax = TimeSpan.Zero, StepsMax = 200_000_000 });
        random = new SimulatedRandom(seed);
        laws = new CustodyLaws(seed);
        this.forgetsGrace = forgetsGrace;
        Start();
        foreach (var person in People)
        {
            var settings = new EmployeeSettings { Id = person.Employee, Name = person.Name, Email = person.Name + "@example.org", Role = Role.Agent };
            cluster.Complete(() => Of(person.Employee).Create(settings), Minute);
        }
    }

    public CustodyLaws Laws => laws;

    public void Dispose() => cluster.Dispose();

    public void Run(TimeSpan hours)
    {
        var end = cluster.Now + hours;
        while (cluster.Now < end)
        {
            Weather();
            if (!silo.IsCrashed)
            {
                Tell();
                Act();
                Check();
            }

            cluster.RunFor(TimeSpan.FromSeconds(TickSeconds));
        }
    }

    /// <summary>Kills, restarts, and lines that come, end and break.</summary>
    private void Weather()
    {
        if (restartAt <= cluster.Now)
        {
            Start();
        }
        else if (restartAt is null && random.Chance(0.002))
        {
            cluster.Crash(silo);
            restartAt = cluster.Now + random.Between(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(60));
        }

        foreach (var person in People.Select(static person => person.Employee))
        {
            if (!lines.ContainsKey(person))
            {
                if (random.Chance(0.01))
                {
                    lines[person] = DateTimeOffset.MinValue;
                    untold.Remove(person);
                    laws.Came(person);
                }
            }
            else if (random.Chance(0.004))
            {
                // Closed, which is told at once; or its web node is gone with it, which the others find within ten seconds.
                lines.Remove(person);
                untold[person] = cluster.Now + (random.Chance(0.5) ? TimeSpan.Zero : TimeSpan.FromSeconds(10));
                laws.Left(person, cluster.Now);
            }
        }
    }

    private void Tell()
    {
        foreach (var (person, toldAt) in lines.OrderBy(static line => line.Key.Value, StringComparer.Ordinal).ToList())
        {
            if (cluster.Now - toldAt >= Limits.ConnectionRenewal)
            {
                Report(person, 1);
                lines[person] = cluster.Now;
            }
        }

        foreach (var (person, _) in untold.Where(end => end.Value <= cluster.Now).OrderBy(static end => end.Key.Value, StringComparer.Ordinal).ToList())
        {
            Report(person, 0);
            untold.Remove(person);
            laws.IsKnownToBeGone(person, cluster.Now);
        }
    }

    private void Act()
    {
        if (random.Chance(0.15))
        {
            Write(random.Pick(Threads));
        }

        foreach (var person in People.Where(person => lines.ContainsKey(person.Employee)))
        {
            if (random.Chance(0.3) && Reads(random.Pick(Threads)) is { } state)
            {
                Order(person, state);
            }
        }
    }

    private void Order(Caller person, CustodyView state)
    {
        var id = new Guid(++orders, 0, 0, new byte[8]);
        var other = random.Pick(People).Employee;
        ConversationCommand command = random.Next(8) switch
        {
            0 or 1 => new Claim { Id = id },
            2 => new Reply { Id = id, Text = "here to help", SeenSeq = state.Head, SendAnyway = state.Owner == person.Employee },
            3 => new OfferHandover { Id = id, To = other, Seconds = 60 + random.Next(1_200) },
            4 => new OfferHandover { Id = id, ToQueue = new QueueId("queue-" + (1 + random.Next(2))), Seconds = 60 + random.Next(1_200) },
            5 => new AcceptHandover { Id = id },
            6 => random.Chance(0.5) ? new ReturnHandover { Id = id, Reason = "not mine" } : new WithdrawHandover { Id = id },
            _ => random.Chance(0.5) ? new Release { Id = id } : new Resolve { Id = id },
        };
        cluster.Complete(
            async () =>
            {
                Caller.Current = person;
                await Conversation(asked).Execute(command);
            },
            Minute);
    }

    private string asked = "";

    private CustodyView? Reads(string thread)
    {
        asked = thread;
        return cluster.Complete(() => Conversation(thread).Custody(), Minute);
    }

    private void Write(string thread)
    {
        var channel = Company.Channels[0];
        var message = new InboundMessage { ExternalId = $"m-{++orders}", Thread = thread, Visibility = Audiences.Private, Text = "hello", Sender = new CustomerView { Id = "u-" + thread } };
        cluster.Complete(() => Conversation(thread).Receive(new ReceiveMessages { Channel = channel.Id, ChannelKind = channel.Kind, Queue = channel.Queue, Messages = [message] }), Minute);

        // What the notices do when a customer writes to an owner.
        if (Reads(thread) is { Owner: { } owner })
        {
            cluster.Complete(Of(owner).Expect, Minute);
        }
    }

    private void Check()
    {
        foreach (var thread in Threads)
        {
            if (Reads(thread) is { } state)
            {
                laws.Check(thread, state, EntriesOf(thread, state.Head), cluster.Now);
            }
        }
    }

    /// <summary>The last hundred, read again only when there are more.</summary>
    private ImmutableArray<EntryRow> EntriesOf(string thread, long head)
    {
        if (!read.TryGetValue(thread, out var known) || known.Head != head)
        {
            var entries = cluster.Complete(() => silo.Services.GetRequiredService<IJournal>().ReadEntriesAsync(Keys[thread], Math.Max(0, head - 100), 100, CancellationToken.None).AsTask(), Minute);
            read[thread] = known = (head, entries);
        }

        return known.Entries;
    }

    private void Start()
    {
        silo = cluster.AddSilo("silo", Configure);
        restartAt = null;
        var hints = silo.Services.GetRequiredService<SchedulerHints>();
        if (!forgetsGrace)
        {
            silo.Services.GetRequiredService<IJournalFeed>().Subscribe(hints.OnCommitted);
        }

        Wake(hints);
        laws.Started(cluster.Now);
    }

    /// <summary>
    /// Again until it succeeds, as src/Silo/CommitHints does: a silo that starts before the cluster has noticed that the one before is dead reaches none of its grains.
    /// It has started for good when all schedulers are its own.
    /// </summary>
    private void Wake(SchedulerHints hints)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                cluster.Complete(hints.WakeAllAsync, Minute);
                return;
            }
            catch (SiloUnavailableException) when (tries < WakesMax)
            {
                cluster.RunFor(WakeAgainAfter);
            }
        }
    }

    private IEmployeeGrain Of(EmployeeId person) => cluster.Outside.Grains.GetGrain<IEmployeeGrain>(person.Value);

    private IConversationGrain Conversation(string thread) => cluster.Outside.Grains.GetGrain<IConversationGrain>(Keys[thread]);

    private void Report(EmployeeId person, int count) =>
        cluster.Complete(() => Of(person).Connect(new ConnectionReport { WebNode = "web", Lines = count, Since = cluster.Now }), Minute);

    private void Configure(ISiloBuilder builder)
    {
        var services = builder.Services;
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMemoryStore(database);
        services.AddConversationsGrains();
        services.AddSingleton<IRandomness>(new Halfway());
        if (forgetsGrace)
        {
            var deadlines = services.Last(static service => service.ServiceType == typeof(IDeadlines)).ImplementationType!;
            services.AddSingleton<IDeadlines>(provider => new WithoutGrace((IDeadlines)ActivatorUtilities.CreateInstance(provider, deadlines)));
        }

        builder.UseInMemoryReminderService().AddStoreGrainStorage();
    }

    /// <summary>Planted: nobody looks for whoever is gone.</summary>
    private sealed class WithoutGrace(IDeadlines deadlines) : IDeadlines
    {
        public async ValueTask<ImmutableArray<DeadlineRow>> ReadAsync(int shard, DateTimeOffset until, int limit, CancellationToken cancellationToken) =>
            [.. (await deadlines.ReadAsync(shard, until, limit, cancellationToken)).Where(static row => row.Kind != PersonDeadlineKinds.Grace)];
    }
}
