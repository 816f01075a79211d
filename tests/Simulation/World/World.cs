using System.Globalization;
using System.Runtime.CompilerServices;
using Conversations.Contracts;
using Conversations.Grains.Conversations;
using Conversations.Testing.MemoryStore;
using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>
/// One whole system and all who use it, from one seed: silos and web nodes with the real grains over a memory store, customers, employees and networks
/// outside. First comes the storm, in which everything goes wrong that the seed's swarm allows; then all is healed, and what was promised must come true.
/// </summary>
public sealed class World : IDisposable
{
    private static readonly TimeSpan ActorsLimit = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan QuietLimit = TimeSpan.FromMinutes(60);

    private readonly List<Task> _actors = [];
    private int _nodes;

    /// <summary>Seeds start side by side: the first makes known what the application consists of.</summary>
    static World()
    {
        RuntimeHelpers.RunModuleConstructor(typeof(ConversationOptions).Module.ModuleHandle);
        new SimulatedCluster(0).Dispose();
    }

    public World(ulong seed, PlantedBugs bugs = PlantedBugs.None, Action<string>? print = null)
    {
        var random = new SimulatedRandom(seed).Fork("world");
        Swarm = Swarm.Of(random);
        Cluster = new SimulatedCluster(seed, Swarm.ToOptions());
        Random = Cluster.Random.Fork("world");
        Chronicle = new Chronicle(Cluster, print);
        Logs = new LogWatch(() => Chronicle);
        Database = new MemoryDatabase(bugs);
        Trouble = new Troublemaker(this, Random.Fork("trouble"));
        Network = new FakeNetwork(this, Random.Fork("network"));
        Edge = new Edge(this, Random.Fork("edge"));
        Cluster.BeforeStep = Trouble.BeforeStep;
    }

    public SimulatedCluster Cluster { get; }

    public SimulatedRandom Random { get; }

    public Swarm Swarm { get; }

    public Chronicle Chronicle { get; }

    public LogWatch Logs { get; }

    public MemoryDatabase Database { get; }

    public Ledger Ledger { get; } = new();

    public bool IsStorm { get; private set; }

    /// <summary>The first law that was broken while the story ran.</summary>
    public LawBrokenException? Broken { get; private set; }

    public ConversationIds Ids { get; } = new("a secret of the simulation"u8.ToArray());

    /// <summary>Web nodes that have not crashed, oldest first.</summary>
    public IEnumerable<WebNode> Webs => AllWebs.Where(web => !web.Node.IsCrashed);

    internal Troublemaker Trouble { get; }

    internal FakeNetwork Network { get; }

    internal Edge Edge { get; }

    private List<WebNode> AllWebs { get; } = [];

    /// <summary>Runs the whole story. What is left is for the laws to judge.</summary>
    /// <exception cref="LawBrokenException">Something did not come to its end.</exception>
    public void Run()
    {
        Start();
        IsStorm = true;
        Swarm.Unleash(Cluster.Options);
        Act();
        Cluster.RunFor(Swarm.Storm);
        IsStorm = false;
        Trouble.Heal();
        Note("the storm is over");
        Must(_actors.TrueForAll, "I8 after the storm everybody gets an answer", ActorsLimit);
        Note("everybody has got an answer");
        Settle();
        Note("all is quiet");
    }

    public void Note(string what) => Chronicle.Note(what);

    /// <summary>A law was seen broken while the story runs; it is told in the end.</summary>
    public void Break(string law, string detail)
    {
        Note($"LAW BROKEN: {law}: {detail}");
        Broken ??= new LawBrokenException(law, detail);
    }

    public void Dispose() => Cluster.Dispose();

    /// <summary>Somebody outside does something of her own accord; the run waits for her in the end.</summary>
    internal void Begin(Func<Task> body) => _actors.Add(Cluster.Outside.Run(body));

    internal void StartSilo() => SiloProcess.Start(this, Name("silo"), Random.Fork("silo"));

    internal void StartWeb() => AllWebs.Add(WebNode.Start(this, Name("web"), Random.Fork("web")));

    internal Task Delay(TimeSpan time) => Task.Delay(time, Cluster.Outside.Time);

    private void Start()
    {
        for (var i = 0; i < Swarm.Silos; i++)
        {
            StartSilo();
        }

        for (var i = 0; i < Swarm.Webs; i++)
        {
            StartWeb();
        }

        Cluster.Complete(() => Company.MakeAsync(Cluster.Outside.Grains), TimeSpan.FromMinutes(1));
    }

    private void Act()
    {
        new Customers(this, Random.Fork("customers")).Begin();
        foreach (var employee in Company.Employees)
        {
            Begin(new Employee(this, employee, Random.Fork(employee.Name)).WorkAsync);
        }
    }

    /// <summary>Time passes until nothing is on its way any more, nothing is due, and every screen shows what the journal holds.</summary>
    private void Settle()
    {
        Cluster.RunFor(TimeSpan.FromSeconds(1));
        if (!Cluster.RunUntil(() => Unsettled() is null, QuietLimit))
        {
            throw new LawBrokenException("I8 what is on its way arrives", Unsettled()!);
        }
    }

    private string? Unsettled()
    {
        if (Database.Outbox.All.FirstOrDefault(row => row.State is DeliveryStates.Held or DeliveryStates.Pending or DeliveryStates.Sending) is { } open)
        {
            return $"reply {open.ReplyId} is {open.State}, attempt {open.Attempt}, not before {open.NotBefore:O}";
        }

        return Database.Deadlines().FirstOrDefault() is { } deadline ? $"a deadline was never fired or swept: {deadline}"
            : Webs.Select(web => web.Differs()).FirstOrDefault(difference => difference is not null);
    }

    private void Must(Func<Predicate<Task>, bool> all, string law, TimeSpan limit)
    {
        if (!Cluster.RunUntil(() => all(static actor => actor.IsCompleted), limit))
        {
            throw new LawBrokenException(law, $"{_actors.Count(actor => !actor.IsCompleted)} still wait");
        }

        foreach (var failed in _actors.Where(actor => !actor.IsCompletedSuccessfully))
        {
            Logs.Saw("an actor", failed.Exception ?? new AggregateException("It was cancelled."));
        }
    }

    private string Name(string kind) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{++_nodes}");
}
