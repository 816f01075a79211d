using Conversations.Testing;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>A cluster on this machine as an operator has one: a PostgreSQL, silos and web nodes, each a process of its own, by what `./run silo` and `./run web` become.</summary>
internal sealed class ProcessCluster(int silosStarted = 3) : IAsyncDisposable
{
    private const int WebsStarted = 2;

    /// <summary>Five programs start at once, on as few processors as there are.</summary>
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(4);
    private readonly PostgreSqlServer database = new();
    private readonly Dictionary<string, ConversationsServer> silos = [];

    /// <summary>By their endpoint, as the cluster page names them.</summary>
    public IReadOnlyDictionary<string, ConversationsServer> Silos => silos;

    public List<ConversationsServer> Webs { get; } = [];

    /// <summary>What all of them printed last.</summary>
    public string Output => string.Join("\n", Webs.Concat(silos.Values).Select(static node => $"--- {node.Program} {node.Address} ---\n{node.Output}"));

    /// <summary>All at once, as after a power cut: nobody waits for anybody. Returns when all are ready.</summary>
    public async Task StartAsync()
    {
        var connection = database.ConnectionString(await database.CreateDatabaseAsync());
        for (var number = 0; number < silosStarted; number++)
        {
            var endpoint = $"127.0.0.1:{FreePort.Next()}";
            silos.Add(endpoint, new ConversationsServer([.. MemberOf(connection), ("Cluster__Endpoint", endpoint)]) { Program = "Silo", StartPatience = StartPatience });
        }

        for (var number = 0; number < WebsStarted; number++)
        {
            Webs.Add(new ConversationsServer(MemberOf(connection)) { StartPatience = StartPatience });
        }

        try
        {
            await Task.WhenAll(silos.Values.Concat(Webs).Select(static node => node.StartAsync()));
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Not all nodes became ready.\n{Output}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in Webs.Concat(silos.Values))
        {
            await node.DisposeAsync();
        }

        await database.DisposeAsync();
    }

    private static (string Name, string Value)[] MemberOf(string connection) =>
        [("Cluster__Mode", "Member"), ("Store__Provider", "PostgreSql"), ("Store__ConnectionString", connection)];
}
