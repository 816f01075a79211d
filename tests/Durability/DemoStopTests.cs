using System.Text.Json.Nodes;
using Conversations.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace Conversations.Durability.Tests;

/// <summary>
/// The demo as a process of its own, told to stop while it starts: before it has a schema, while it writes the history of its company, when it says that it listens, and when it
/// is ready. It ends well and soon, and the next start has the whole company.
/// </summary>
public sealed class DemoStopTests(ITestOutputHelper output)
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_stop_while_the_demo_writes_its_history_ends_it_well_and_the_next_start_has_all_of_it()
    {
        var whole = await HistoryAsync();
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}, {whole.Count} conversations");
        var random = new Random(seed);
        foreach (var written in new[] { 0, random.Next(1, whole.Count), random.Next(1, whole.Count) })
        {
            await using var server = NewDemo();
            server.Launch();
            await server.UntilAsync(() => Task.FromResult(WholeOnes(whole, server) >= written), Patience);
            await AssertEndsWellAsync(server);
            output.WriteLine($"stopped with {HeadsOf(server)?.Count} of {whole.Count} written");
            await server.StartAsync();
            AssertHas(whole, server);
        }
    }

    [Fact]
    public async Task A_stop_in_the_moment_the_demo_listens_or_is_ready_ends_it_well_and_it_starts_again()
    {
        var whole = await HistoryAsync();
        await using var server = NewDemo();
        server.Launch();
        await server.LineAsync(static line => line.Contains("is running", StringComparison.Ordinal));
        await AssertEndsWellAsync(server);
        await server.StartAsync();
        await AssertEndsWellAsync(server);
        await server.StartAsync();
        AssertHas(whole, server);
    }

    private static ConversationsServer NewDemo() => new(("Demo__Enabled", "true"));

    private static async Task AssertEndsWellAsync(ConversationsServer server)
    {
        var code = await server.TerminateAsync(EndsWithin);
        Assert.True(code == 0, $"It ended with {code}.\n{server.Output}");
    }

    /// <summary>Of a demo that nobody stopped.</summary>
    private static async Task<Dictionary<string, long>> HistoryAsync()
    {
        await using var server = NewDemo();
        var launched = DateTimeOffset.UtcNow;
        await server.StartAsync();
        var history = HeadsOf(server, before: launched)!;
        Assert.InRange(history.Count, 5, 1_000);
        return history;
    }

    /// <summary>How many are written; none may ever be there by half, for whoever kills the process just then would leave it so for ever.</summary>
    private static int? WholeOnes(Dictionary<string, long> whole, ConversationsServer server)
    {
        var now = HeadsOf(server);
        Assert.All(now ?? [], known => Assert.Equal(whole.GetValueOrDefault(known.Key, known.Value), known.Value));
        return now?.Count;
    }

    /// <summary>A customer may have written more since; nothing may be missing.</summary>
    private static void AssertHas(Dictionary<string, long> whole, ConversationsServer server)
    {
        var now = HeadsOf(server)!;
        Assert.Empty(whole.Keys.Except(now.Keys));
        Assert.All(whole, known => Assert.True(now[known.Key] >= known.Value, $"{known.Key} has {now[known.Key]} of {known.Value} entries."));
    }

    /// <summary>Each conversation's thread and number of entries; null while there is no schema.</summary>
    /// <param name="before">Only those begun before: the history happened in the past.</param>
    private static Dictionary<string, long>? HeadsOf(ConversationsServer server, DateTimeOffset? before = null)
    {
        var file = Path.Combine(server.Folder.FullName, "conversations.db");
        if (!File.Exists(file))
        {
            return null;
        }

        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            // Only a conversation has a summary: people, policies and budgets have streams too.
            command.CommandText = "select stream_head.state, stream_head.head from stream_head join summary on summary.id = stream";
            using var reader = command.ExecuteReader();
            var heads = new Dictionary<string, long>();
            while (reader.Read())
            {
                var state = JsonNode.Parse(reader.GetString(0))!;
                if (before is null || (DateTimeOffset)state["createdAt"]! < before)
                {
                    heads[(string)state["thread"]!] = reader.GetInt64(1);
                }
            }

            return heads;
        }
        catch (SqliteException)
        {
            return null;
        }
    }
}
