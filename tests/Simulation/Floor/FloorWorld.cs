using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Grains;
using Conversations.Simulation.World;
using Conversations.Store.GrainState;
using Conversations.Testing.MemoryStore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using SoloHost.Simulated;

namespace Conversations.Simulation.Floor;

/// <summary>One public post and hundreds who claim it over two silos, one of which crashes, while the post's grain lives more than once: by one seed, in virtual time.</summary>
internal sealed class FloorWorld : IDisposable
{
    private const int TriesMax = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);
    private static readonly ConversationId Post = new ConversationIds("a secret of this test"u8.ToArray()).Of(Company.Channels[0].Id, "post");
    private readonly SimulatedCluster cluster;
    private readonly MemoryDatabase database = new();
    private readonly bool isUnfenced;
    private readonly List<(int Person, long? Epoch)> told = [];

    /// <param name="seed">Runs the same way each time.</param>
    /// <param name="isUnfenced">The planted fault: the journal takes an append whatever version it expects.</param>
    public FloorWorld(ulong seed, bool isUnfenced = false)
    {
        this.isUnfenced = isUnfenced;
        cluster = new SimulatedCluster(seed, new SimulatedOptions { StepsMax = 5_000_000 });
        cluster.AddSilo("a", Configure);
        cluster.AddSilo("b", Configure);
        var channel = Company.Channels[0];
        var message = new InboundMessage { ExternalId = "m-1", Thread = "post", Visibility = Audiences.Public, Text = "Who helps me?", Sender = new CustomerView { Id = "u-1" } };
        cluster.Complete(
            () => Grain.Receive(new ReceiveMessages { Channel = channel.Id, ChannelKind = channel.Kind, Queue = channel.Queue, Messages = [message] }), Patience);
    }

    private IConversationGrain Grain => cluster.Outside.Grains.GetGrain<IConversationGrain>(Post.Value);

    public void Dispose() => cluster.Dispose();

    /// <summary>So many claim in the same moments, each asking again with the same id until she is answered; meanwhile the grain is made to live twice again and again, and a silo may crash.</summary>
    public void AllClaim(int people) => cluster.Complete(
        async () =>
        {
            var claims = new List<Task>();
            for (var person = 0; person < people; person++)
            {
                claims.Add(ClaimAsync(person));
                if (person % 20 == 10)
                {
                    LiveTwice();
                }

                if (person == people / 2 && cluster.Random.Next(2) == 0)
                {
                    cluster.Crash(cluster.Silos[1]);
                }
            }

            await Task.WhenAll(claims);
        },
        Patience);

    /// <summary>Null when one claim stands: whoever was told yes has it, and nobody else was told so under the same epoch.</summary>
    public string? BrokenLaw()
    {
        var twice = told.GroupBy(one => one.Epoch).FirstOrDefault(epoch => epoch.Select(one => one.Person).Distinct().Count() > 1);
        return twice is not null ? $"{twice.Count()} people were told that they have it under epoch {twice.Key}." : told.Count == 0 ? "Nobody was told that she has it." : null;
    }

    private void LiveTwice()
    {
        foreach (var id in cluster.Activations().Where(id => id.Key.ToString() == Post.Value).Take(1))
        {
            cluster.Duplicate(id);
        }
    }

    private async Task ClaimAsync(int person)
    {
        var command = new ClaimOnFloor { Id = new Guid(person + 1, 0, 0, new byte[8]) };
        for (var tries = 0; tries < TriesMax; tries++)
        {
            try
            {
                Caller.Current = new Caller(new EmployeeId($"helper-{person}"), "Helper", Role.Colleague, null) { Floor = FloorGrades.Draft };
                if ((await Grain.Execute(command)).Result is { } result)
                {
                    told.Add((person, result.Epoch));
                }

                return;
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException or StoreUnavailableException or InvalidOperationException)
            {
                // Asked again with the same id, as a browser does.
            }
        }
    }

    private void Configure(ISiloBuilder builder)
    {
        var services = builder.Services;
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddMemoryStore(database);
        if (isUnfenced)
        {
            var journal = services.Last(service => service.ServiceType == typeof(IJournal)).ImplementationFactory!;
            services.AddSingleton<IJournal>(provider => new UnfencedJournal((IJournal)journal(provider)));
        }

        services.AddConversationsGrains();
        services.AddSingleton<IRandomness>(new Halfway());
        builder.UseInMemoryReminderService().AddStoreGrainStorage();
    }

    /// <summary>Behind what is there already, whatever the append expected.</summary>
    private sealed class UnfencedJournal(IJournal journal) : IJournal
    {
        public async ValueTask<AppendOutcome> AppendAsync(Append append)
        {
            var head = await journal.ReadHeadAsync(append.Stream, CancellationToken.None);
            return await journal.AppendAsync(append with
            {
                ExpectedVersion = head?.Version ?? 0,
                Entries = [.. append.Entries.Select((entry, at) => entry with { Seq = (head?.Head ?? 0) + at + 1 })],
            });
        }

        public ValueTask<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken) => journal.ReadHeadAsync(stream, cancellationToken);

        public ValueTask<ImmutableArray<EntryRow>> ReadEntriesAsync(string stream, long afterSeq, int limit, CancellationToken cancellationToken) =>
            journal.ReadEntriesAsync(stream, afterSeq, limit, cancellationToken);

        public ValueTask<KnownCommand?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) => journal.FindCommandAsync(commandId, cancellationToken);

        public ValueTask EraseWordsAsync(string stream, CancellationToken cancellationToken) => journal.EraseWordsAsync(stream, cancellationToken);
    }
}
