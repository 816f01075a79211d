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
using SoloHost.Simulated;

namespace Conversations.Simulation.Absence;

/// <summary>A silo with the real grains in virtual time, two people, and the lines that web nodes report of them as they do: at once, and again every ten seconds.</summary>
internal sealed class AbsenceWorld : IDisposable
{
    public static readonly Caller Mara = new(new EmployeeId("mara"), "Mara", Role.Agent, null);
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly ConversationIds Ids = new("a secret of this test"u8.ToArray());

    /// <summary>The only silo: whoever starts it again knows that it was dead.</summary>
    private readonly SimulatedCluster cluster = new(1, new SimulatedOptions { TravelMax = TimeSpan.Zero, CrashNoticedMax = TimeSpan.Zero, StepsMax = 5_000_000 });
    private readonly MemoryDatabase database = new();

    /// <summary>Web nodes at which she has lines, and when that was last told.</summary>
    private readonly Dictionary<string, DateTimeOffset> lines = new(StringComparer.Ordinal);
    private SimulatedSilo silo = null!;
    private int orders;

    public AbsenceWorld()
    {
        Restart();
        var settings = new EmployeeSettings { Id = Mara.Employee, Name = Mara.Name, Email = "mara@example.org", Role = Role.Agent };
        cluster.Complete(() => Person.Create(settings), Minute);
    }

    public DateTimeOffset Now => cluster.Now;

    private IEmployeeGrain Person => cluster.Outside.Grains.GetGrain<IEmployeeGrain>(Mara.Employee.Value);

    public void Dispose() => cluster.Dispose();

    public void Crash()
    {
        cluster.Crash(silo);
    }

    public void Restart()
    {
        silo = cluster.AddSilo("silo", Configure);
        var hints = silo.Services.GetRequiredService<SchedulerHints>();
        silo.Services.GetRequiredService<IJournalFeed>().Subscribe(hints.OnCommitted);
        cluster.Complete(hints.WakeAllAsync, Minute);
    }

    public void Opens(string web)
    {
        lines[web] = DateTimeOffset.MinValue;
        Pass(0);
    }

    public void Closes(string web)
    {
        lines.Remove(web);
        Report(web, 0);
    }

    /// <summary>Everything dies in the same moment: the silo, and the web nodes with their lines.</summary>
    public void DiesAltogether()
    {
        lines.Clear();
        Crash();
    }

    /// <summary>A web node finds that a dead one had written her line down.</summary>
    public void IsFoundDead(string web) => Report(web, 0);

    /// <summary>The web node dies with her line and says nothing any more.</summary>
    public void Dies(string web) => lines.Remove(web);

    public void Pass(int seconds)
    {
        for (var second = 0; second <= seconds; second++)
        {
            foreach (var (web, toldAt) in lines.OrderBy(static line => line.Key, StringComparer.Ordinal).ToList())
            {
                if (!silo.IsCrashed && Now - toldAt >= Limits.ConnectionRenewal)
                {
                    Report(web, 1);
                    lines[web] = Now;
                }
            }

            if (second < seconds)
            {
                cluster.RunFor(TimeSpan.FromSeconds(1));
            }
        }
    }

    public void Writes(string thread)
    {
        var message = new InboundMessage
        {
            ExternalId = $"m-{++orders}", Thread = thread, Visibility = Audiences.Private, Text = "hello", Sender = new CustomerView { Id = "u-1" },
        };
        var channel = Company.Channels[0];
        var received = new ReceiveMessages { Channel = channel.Id, ChannelKind = channel.Kind, Queue = channel.Queue, Messages = [message] };
        cluster.Complete(() => Of(thread).Receive(received), Minute);
    }

    /// <summary>A customer writes and Mara takes it.</summary>
    public void Owns(string thread)
    {
        Writes(thread);
        Does(thread, new Claim { Id = NextId() });
    }

    public void Replies(string thread) => Does(thread, new Reply { Id = NextId(), Text = "here to help", SeenSeq = 0, SendAnyway = true });

    public void Does(string thread, ConversationCommand command) => cluster.Complete(
        async () =>
        {
            Caller.Current = Mara;
            Assert.Null((await Of(thread).Execute(command)).Rejection);
        },
        Minute);

    /// <summary>What the notices do when a customer writes to an owner.</summary>
    public void Expects() => cluster.Complete(Person.Expect, Minute);

    public SummaryRow Sees(string thread) =>
        cluster.Complete(() => silo.Services.GetRequiredService<ISummaries>().ReadAsync(Ids.Of(Company.Channels[0].Id, thread), CancellationToken.None).AsTask(), Minute)!;

    public bool IsHers(string thread) => Sees(thread).Owner == Mara.Employee;

    public string LastEntry(string thread) => cluster.Complete(
        async () =>
        {
            var entries = await silo.Services.GetRequiredService<IJournal>().ReadEntriesAsync(Ids.Of(Company.Channels[0].Id, thread).Value, 0, 100, CancellationToken.None);
            return $"{entries[^1].Kind} {entries[^1].Data}";
        },
        Minute);

    public long AppendsOf(EmployeeId person) => cluster.Complete(
        async () => (await silo.Services.GetRequiredService<IJournal>().ReadHeadAsync("employee-" + person.Value, CancellationToken.None))?.Version ?? 0, Minute);

    public Guid NextId() => new(++orders, 0, 0, new byte[8]);

    private IConversationGrain Of(string thread) => cluster.Outside.Grains.GetGrain<IConversationGrain>(Ids.Of(Company.Channels[0].Id, thread).Value);

    private void Report(string web, int count) =>
        cluster.Complete(() => Person.Connect(new ConnectionReport { WebNode = web, Lines = count, Since = Now }), Minute);

    private void Configure(ISiloBuilder builder)
    {
        var services = builder.Services;
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMemoryStore(database);
        services.AddConversationsGrains();
        services.AddSingleton<IRandomness>(new Halfway());
        builder.UseInMemoryReminderService().AddStoreGrainStorage();
    }
}
