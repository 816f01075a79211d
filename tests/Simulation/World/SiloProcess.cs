using System.Collections.Immutable;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Grains;
using Conversations.Grains.Conversations;
using Conversations.Grains.Delivery;
using Conversations.Grains.Scheduling;
using Conversations.Store.GrainState;
using Conversations.Testing.MemoryStore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>A silo as src/Silo composes it, over the memory store, and the loops that run beside its grains.</summary>
internal sealed class SiloProcess(World world, SimulatedRandom random)
{
    private static readonly TimeSpan WakeEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ListenersEvery = TimeSpan.FromSeconds(5);
    private static readonly IConfiguration NoConfiguration = new ConfigurationBuilder().Build();

    private SimulatedSilo _silo = null!;
    private ImmutableArray<IFeedObserver> _listeners = [];

    public static void Start(World world, string name, SimulatedRandom random) => new SiloProcess(world, random).Start(name);

    private void Start(string name)
    {
        _silo = world.Cluster.AddSilo(name, silo => Configure(silo, name));
        _silo.Time.Skew = world.Swarm.SkewedClocks ? random.Between(TimeSpan.FromSeconds(-2), TimeSpan.FromSeconds(2)) : TimeSpan.Zero;
        var feed = _silo.Services.GetRequiredService<IJournalFeed>();
        var scheduler = _silo.Services.GetRequiredService<SchedulerHints>();
        var outbox = _silo.Services.GetRequiredService<OutboxSweep>();
        feed.Subscribe(batch => Unless(IsHintLost(), () => scheduler.OnCommitted(batch)));
        feed.Subscribe(batch => Unless(IsHintLost(), () => outbox.OnCommitted(batch)));
        feed.Subscribe(Tell);
        world.Note($"{name} starts");
        _ = _silo.Run(() => SweepAsync(scheduler, outbox));
        _ = _silo.Run(FindListenersAsync);
    }

    private void Configure(ISiloBuilder silo, string name)
    {
        var services = silo.Services;
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning).AddProvider(world.Logs.Of(name)));
        services.AddSingleton(NoConfiguration);
        services.AddMemoryStore(world.Database, provider => new StoreWeather(world, provider.GetRequiredService<SimulatedNode>(), random.Fork("store")));
        services.AddConversationsGrains();
        services.Configure<ConversationOptions>(options => (options.Lease, options.CloseAfter) = (TimeSpan.FromSeconds(12), TimeSpan.FromMinutes(1)));
        services.Configure<DeliveryOptions>(options => (options.RetryDelayMin, options.RetryDelayMax) = (TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5)));
        services.Configure<SiloMessagingOptions>(options => options.ResponseTimeout = TimeSpan.FromSeconds(10));
        if (world.Swarm.QuickCollection)
        {
            services.Configure<GrainCollectionOptions>(options => (options.CollectionQuantum, options.CollectionAge) = (TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)));
        }

        services.AddSingleton<IRandomness>(new SeededRandomness(random.Fork("jitter")));
        services.AddSingleton(provider => world.Network.MouthOf(provider.GetRequiredService<SimulatedNode>(), Company.Keyed));
        services.AddSingleton(provider => world.Network.MouthOf(provider.GetRequiredService<SimulatedNode>(), Company.Plain));
        silo.UseInMemoryReminderService().AddStoreGrainStorage();
    }

    /// <summary>What src/Silo/CommitHints does.</summary>
    private async Task SweepAsync(SchedulerHints scheduler, OutboxSweep outbox)
    {
        for (var wakeNext = _silo.Time.GetUtcNow(); ; await Task.Delay(OutboxSweep.Period, _silo.Time))
        {
            try
            {
                if (_silo.Time.GetUtcNow() >= wakeNext)
                {
                    await scheduler.WakeAllAsync();
                    wakeNext = _silo.Time.GetUtcNow() + WakeEvery;
                }

                await outbox.SweepAsync(CancellationToken.None);
            }
            catch (Exception exception)
            {
                world.Logs.Saw(_silo.Name, exception);
            }
        }
    }

    /// <summary>What src/Silo/Feed/FeedPublisher does: it tells those who listen, and nothing waits for it.</summary>
    private async Task FindListenersAsync()
    {
        while (true)
        {
            try
            {
                _listeners = await _silo.Grains.GetGrain<IFeedRegistryGrain>("feed").Listeners();
            }
            catch (Exception exception)
            {
                world.Logs.Saw(_silo.Name, exception);
            }

            await Task.Delay(ListenersEvery, _silo.Time);
        }
    }

    private void Tell(CommittedBatch batch)
    {
        foreach (var listener in _listeners)
        {
            Unless(IsHintLost(), () => _ = listener.OnCommitted(batch));
        }
    }

    private bool IsHintLost() => world.IsStorm && world.Swarm.LostHints && random.Chance(0.3);

    private static void Unless(bool isLost, Action tell)
    {
        if (!isLost)
        {
            tell();
        }
    }

    private sealed class SeededRandomness(SimulatedRandom random) : IRandomness
    {
        public double NextDouble() => random.NextDouble();
    }
}
