using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Conversations;
using Conversations.Grains.Notices;
using Conversations.Testing.MemoryStore;
using Conversations.Testing.StoreSuite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Conversations.Grains.Tests.Notices;

/// <summary>A journal in memory, people in the test's hand, and a silo that makes notices of what is committed, round by round.</summary>
public sealed class NoticeWorld : INoticePeople, INoticeRoad
{
    public static readonly ConversationId Id = new("aaaaaaaaaaaaaaaaaaaaaaaaaa");
    public static readonly EmployeeId Mara = new("mara");
    public static readonly EmployeeId Jonas = new("jonas");
    public static readonly EmployeeId Duty = new("duty");
    public static readonly EmployeeId Ewa = new("ewa");

    private readonly MemoryDatabase database = new();
    private readonly Dictionary<EmployeeId, EmployeeSettings> people = [];
    private long head;
    private long version;

    public NoticeWorld()
    {
        foreach (var employee in new[] { Mara, Jonas, Duty, Ewa })
        {
            var role = employee == Ewa ? Role.Admin : Role.Agent;
            people[employee] = new EmployeeSettings { Id = employee, Name = "Name of " + employee, Email = employee + "@example.org", Role = role };
        }

        Store = Open();
        Silo = Join(Store);
    }

    public WorldTime Time { get; } = new();
    public IServiceProvider Store { get; private set; }
    public NoticeRounds Silo { get; private set; }
    public NoticeMaker Maker { get; private set; } = null!;
    public LapsingLeases Lapsing { get; private set; } = null!;
    public List<PersonalEvent> Told { get; } = [];
    public QueueSettings Queue { get; set; } = new() { Id = new QueueId("queue-1"), Name = "Q", DutyEmployee = Duty };
    public SummaryRow Summary { get; set; } = Sample.Summary(Id.Value) with { Owner = Mara, State = ConversationStates.Owned, WaitingSince = null };
    public INotices Notices => Store.GetRequiredService<INotices>();

    /// <summary>A further process on the same database, with a writer of its own.</summary>
    public IServiceProvider Open() => new ServiceCollection().AddSingleton<TimeProvider>(Time).AddMemoryStore(database).BuildServiceProvider();

    /// <summary>A silo in that process; it hears of the process's own commits.</summary>
    public NoticeRounds Join(IServiceProvider process)
    {
        var feed = process.GetRequiredService<IJournalFeed>();
        var notices = process.GetRequiredService<INotices>();
        Maker = new NoticeMaker(notices, process.GetRequiredService<IJournal>(), process.GetRequiredService<ISummaries>(), this, this, Time);
        Lapsing = new LapsingLeases(Options.Create(new ConversationOptions()));
        var rounds = new NoticeRounds(feed, notices, Maker, Lapsing, Time);
        feed.Subscribe(rounds.OnCommitted);
        return rounds;
    }

    /// <summary>The process dies and another takes its place.</summary>
    public void Restart()
    {
        Store = Open();
        Silo = Join(Store);
    }

    public void Change(EmployeeId employee, Func<EmployeeSettings, EmployeeSettings> change) => people[employee] = change(people[employee]);

    public async Task<long> CommitAsync(params ImmutableArray<(ConversationEvent Event, Actor Actor)> happened)
    {
        var entries = happened.Select(one => EntryCodec.Write(one.Event, ++head, Time.GetUtcNow(), one.Actor, null)).ToImmutableArray();
        Summary = Summary with { Head = head };
        var append = new Append { Stream = Id.Value, ExpectedVersion = version++, Entries = entries, State = "{}", StateShape = 1, Summary = Summary };
        Assert.IsType<Appended>(await Store.GetRequiredService<IJournal>().AppendAsync(append));
        return head;
    }

    public async Task RoundAsync(int seconds = 0)
    {
        Time.Advance(TimeSpan.FromSeconds(seconds));
        await Silo.RoundAsync(default);
    }

    public async Task<ImmutableArray<NewNotice>> OfAsync(EmployeeId employee) => [.. (await Notices.ListAsync(employee, null, 100, default)).Select(static row => row.Notice)];

    public static Actor By(EmployeeId employee) => new("employee", employee.Value, "Name of " + employee);

    public Task<EmployeeSettings?> EmployeeAsync(EmployeeId employee) => Task.FromResult(people.GetValueOrDefault(employee));

    public Task<QueueSettings?> QueueAsync(QueueId queue) => Task.FromResult<QueueSettings?>(Queue);

    public Task<EmployeeId> StandInAsync() => Task.FromResult(Accountability.StandInOf(people.Values) ?? Accountability.LastResort);

    public List<EmployeeId> Expected { get; } = [];

    public Task ExpectAsync(EmployeeId employee)
    {
        Expected.Add(employee);
        return Task.CompletedTask;
    }

    public Task TellAsync(ImmutableArray<PersonalEvent> events)
    {
        Told.AddRange(events);
        return Task.CompletedTask;
    }
}

/// <summary>A clock that stands until the test moves it.</summary>
public sealed class WorldTime : TimeProvider
{
    private DateTimeOffset now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
