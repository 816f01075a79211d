using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using SoloHost.Engine;

namespace SoloHost.Simulated;

/// <summary>
/// An Orleans cluster as an application meets it, in one thread, in virtual time, from one seed: several silos and clients, calls and answers
/// that are late or lost, grains that live twice, silos that pause and crash between any two turns. Turns take no time; time goes on when
/// nothing is ready. Whatever is chosen is chosen by the seed, so the same seed runs the same way in every process, and
/// <see cref="TraceHash"/> proves it.
/// </summary>
public sealed partial class SimulatedCluster : IDisposable
{
    private readonly SimulatedEnvironment _environment;
    private readonly List<SimulatedSilo> _silos = [];
    private readonly List<SimulatedClient> _clients = [];
    private readonly List<IDisposable> _owned = [];
    private readonly ReminderService _reminders = new(Microsoft.Extensions.Options.Options.Create(new ReminderOptions()));
    private int _nodesMade;

    public SimulatedCluster(ulong seed, SimulatedOptions? options = null)
    {
        Seed = seed;
        Options = options ?? new SimulatedOptions();
        Random = new SimulatedRandom(seed);
        _environment = new SimulatedEnvironment(this);
        Engine = new SoloCluster(_environment, new SoloOptions { SerializeEveryCall = Options.SerializeEveryCall, TurnsPerSlice = 1 });
        Now = Options.StartedAt;
        Outside = AddClient("outside");
        _environment.Use(Outside.Time);
        _reminders.Attach(Outside.Node);
    }

    public ulong Seed { get; }

    public SimulatedOptions Options { get; }

    /// <summary>What the simulation chooses by. Others take a stream of their own by <see cref="SimulatedRandom.Fork"/>.</summary>
    public SimulatedRandom Random { get; }

    /// <summary>Virtual time.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>A client that never fails: for the code that drives the run.</summary>
    public SimulatedClient Outside { get; }

    public IReadOnlyList<SimulatedSilo> Silos => _silos;

    public IReadOnlyList<SimulatedClient> Clients => _clients;

    /// <summary>Silos that run and can be called.</summary>
    public IEnumerable<SimulatedSilo> AliveSilos => _silos.Where(silo => !silo.IsCrashed && silo.Silo.Status == SiloStatus.Active);

    internal SoloCluster Engine { get; }

    /// <summary>Starts a silo with services of its own; its clock is their <see cref="TimeProvider"/>.</summary>
    public SimulatedSilo AddSilo(string name, Action<ISiloBuilder>? configure = null)
    {
        var simulated = new SimulatedSilo(this, name);
        var services = Services(simulated);
        configure?.Invoke(new SiloBuilder(services, new ConfigurationManager()));
        ShareReminders(services);
        var provider = Own(services.BuildServiceProvider());
        var address = SiloAddress.New(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 11111 + _nodesMade), ++_nodesMade);
        var silo = new Silo(Engine, name, provider, simulated.Time, address);
        simulated.Attach(silo);
        _silos.Add(simulated);
        _environment.Add(simulated);
        Engine.Add(silo);
        silo.Start();
        foreach (var task in provider.GetServices<IStartupTask>())
        {
            _ = simulated.Run(() => task.Execute(CancellationToken.None));
        }

        return simulated;
    }

    /// <summary>Starts a process without grains.</summary>
    public SimulatedClient AddClient(string name, Action<IServiceCollection>? configure = null)
    {
        var simulated = new SimulatedClient(this, name);
        var services = Services(simulated);
        configure?.Invoke(services);
        var provider = Own(services.BuildServiceProvider());
        var timeout = provider.GetRequiredService<IOptions<ClientMessagingOptions>>().Value.ResponseTimeout;
        _nodesMade++;
        simulated.Attach(new ClientNode(Engine, name, provider, simulated.Time, timeout));
        _clients.Add(simulated);
        _environment.Add(simulated);
        return simulated;
    }

    /// <summary>The grain's activation on record is forgotten, not ended: the next call makes another, and for a while both live.</summary>
    public bool Duplicate(GrainId grainId)
    {
        var grainClass = Engine.ClassOf(grainId.Type);
        if (grainClass.Find(grainId.Key) is not { HasEnded: false } activation)
        {
            return false;
        }

        grainClass.MakeStray(activation);
        After(Random.Between(TimeSpan.Zero, Options.StrayLifeMax), Outside, () =>
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.DuplicateActivation, "The grain lives elsewhere.")));
        return true;
    }

    /// <summary>Ends the activation in order; the next call makes another wherever it falls.</summary>
    public bool Move(GrainId grainId)
    {
        var activation = Engine.ClassOf(grainId.Type).Find(grainId.Key);
        Drive(() => activation?.Deactivate(new DeactivationReason(DeactivationReasonCode.Migrating, "The grain moves.")));
        return activation is not null;
    }

    /// <summary>All grains that live, oldest first; one that lives twice stands here twice.</summary>
    public IReadOnlyList<GrainId> Activations() =>
        [.. AliveSilos.SelectMany(silo => silo.Silo.Activations()).Where(activation => !activation.HasEnded).Select(activation => activation.GrainId)];

    public void Dispose()
    {
        foreach (var owned in _owned)
        {
            owned.Dispose();
        }
    }

    private static ServiceCollection Services(SimulatedNode node)
    {
        var services = new ServiceCollection();
        SiloServices.AddShared(services);
        services.AddSingleton<TimeProvider>(node.Time);
        services.AddSingleton(node);
        services.AddSingleton(_ => node.Node.GrainFactory);
        services.AddSingleton<IGrainFactory>(_ => node.Node.GrainFactory);
        return services;
    }

    // Reminders are kept by the cluster, not by a silo: they outlive a crash, as they do in a table.
    private void ShareReminders(ServiceCollection services)
    {
        if (services.FirstOrDefault(service => service.ServiceType == typeof(ReminderService)) is { } own)
        {
            services.Remove(own);
            services.AddSingleton(_reminders);
        }
    }

    private ServiceProvider Own(ServiceProvider provider)
    {
        _owned.Add(provider);
        return provider;
    }
}
