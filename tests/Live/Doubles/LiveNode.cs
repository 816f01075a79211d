using System.Collections.Frozen;
using System.Security.Claims;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Testing.MemoryStore;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Feed;
using Conversations.Web.Hubs;
using Conversations.Web.Lists;
using Conversations.Web.Presence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Conversations.Live.Tests.Doubles;

/// <summary>One web node's live side on a store of the test's, with nothing running by itself: the test applies batches and makes rounds.</summary>
public sealed class LiveNode : IDisposable
{
    private readonly ServiceProvider _services;

    public LiveNode(LiveStore? store = null, LiveTime? time = null, SummaryCache? cache = null, Action<DashboardOptions>? configure = null, FakePeople? people = null,
        MemoryDatabase? database = null, bool isAlone = false)
    {
        Time = time ?? new LiveTime();
        People = people ?? new FakePeople(Time);
        Store = store ?? new LiveStore();
        var services = new ServiceCollection();
        AddDoubles(services, Store, Time, Line, Revocation, Directory, database);
        services.AddSingleton<IPresenceLine>(new FakePresenceLine(Name, People));
        services.AddSingleton<IAttendance>(Attendance);
        services.AddSingleton<IFloorDoor>(FloorDoor);
        services.AddSingleton(new WebNode(Name, isAlone));
        services.AddDashboardHub();
        services.Configure(configure ?? (static _ => { }));
        services.AddSingleton(provider => new LiveLists(
            Store, Directory, provider.GetRequiredService<ChangeSignal>(), Time, provider.GetRequiredService<ILogger<LiveLists>>()) { Cache = cache ?? new SummaryCache() });
        services.AddSingleton<ILiveReadiness>(new IsReady());
        _services = services.BuildServiceProvider();
    }

    public LiveStore Store { get; }
    public LiveTime Time { get; }
    public string Name { get; } = $"web-{Guid.NewGuid():N}";
    public FakeLine Line { get; } = new();
    public FakePeople People { get; }
    public FakeAttendance Attendance { get; } = new();
    public FakeFloorDoor FloorDoor { get; } = new();
    public FakeRevocation Revocation { get; } = new();
    public FakeDirectory Directory { get; } = new();
    public LiveLists Lists => Get<LiveLists>();
    public LiveState State => Get<LiveState>();
    public ConversationTails Tails => Get<ConversationTails>();
    public Dashboards Dashboards => Get<Dashboards>();
    public FramePump Pump => Get<FramePump>();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Commits and tells this node.</summary>
    public void Commit(SummaryRow row, params EntryRow[] entries) => State.Apply(Store.Commit("w1", Rows.Append(row, [.. entries])));

    /// <summary>Takes everything over that the store has, as a starting node does.</summary>
    public void Load()
    {
        foreach (var row in Store.All)
        {
            Lists.Apply(row);
        }
    }

    public TestDashboard Open(EmployeeId employee, string? via = null, Role role = Role.Agent) => new(this, new Caller(employee, $"Name of {employee}", role, via));

    /// <summary>One frame's time, and what is due in it.</summary>
    public void Round(double milliseconds = 50)
    {
        Time.Advance(milliseconds);
        Pump.Round();
    }

    /// <summary>Time enough that counts and totals, too, have been told.</summary>
    public void Settle()
    {
        Round();
        Round(1_100);
        Round();
    }

    public void Dispose() => _services.Dispose();

    public static void AddDoubles(
        IServiceCollection services, LiveStore store, LiveTime time, IFeedLine line, IRevocation revocation, IDirectory directory, MemoryDatabase? database = null)
    {
        services.AddLogging();
        services.AddMemoryStore(database ?? new MemoryDatabase());
        services.AddSingleton<TimeProvider>(time);
        services.AddSingleton<ISummaries>(store);
        services.AddSingleton<IJournal>(store);
        services.AddSingleton<IJournalFeed>(store);
        services.AddSingleton(line);
        services.AddSingleton(revocation);
        services.AddSingleton(directory);
    }

    private sealed class IsReady : ILiveReadiness
    {
        public Task Ready => Task.CompletedTask;
    }
}

/// <summary>Names of people, changed by the test.</summary>
public sealed class FakeDirectory : IDirectory
{
    public DirectoryView Current { get; private set; } = DirectoryView.Empty;

    public void Name(string employee, string name) =>
        Current = new DirectoryView(new Dictionary<string, string> { [employee] = name }.ToFrozenDictionary(), FrozenDictionary<string, EmployeeId>.Empty);

    public ValueTask RefreshAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}

/// <summary>Everybody whose principal names an employee may stay, until revoked.</summary>
public sealed class FakeRevocation : IRevocation
{
    public HashSet<string> Revoked { get; } = [];
    public Dictionary<string, Role> Roles { get; } = [];

    public ValueTask<Caller?> FindCallerAsync(ClaimsPrincipal principal, CancellationToken cancellationToken)
    {
        var id = principal.FindFirst(CallerClaims.Employee)?.Value;
        return ValueTask.FromResult(id is null || Revoked.Contains(id)
            ? null
            : new Caller(new EmployeeId(id), $"Name of {id}", Roles.GetValueOrDefault(id, Role.Agent), principal.HasClaim(c => c.Type == CallerClaims.KeyHash) ? "key" : null));
    }
}
