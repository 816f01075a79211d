using System.Diagnostics;
using System.Text.Json.Nodes;
using Conversations.Testing.Processes;
using Microsoft.Data.Sqlite;

namespace Conversations.Durability.Tests;

/// <summary>The only process is killed, and with it everybody who knew that people were there a moment ago.</summary>
public sealed class LostLinesTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>The grace, the time in which lines that live are reported again, a round of the schedulers, and a busy machine; the lease is ten minutes.</summary>
    private static readonly TimeSpan BackInQueueWithin = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan WrittenWithin = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task After_a_kill_of_the_only_process_who_stays_away_gives_back_after_the_grace_and_who_is_back_keeps()
    {
        await using var server = new ConversationsServer(("Conversations__Grace", Grace.ToString()));
        await server.StartAsync();
        using var desk = new Desk(server.Address);
        await desk.OpenChannelAsync();
        var conversations = await desk.HearFromAsync("owned", 2);
        var (stays, comes) = (await desk.HireAsync("stays-away"), await desk.HireAsync("comes-back"));
        await using var watcher = await HubLine.OpenAsync(server.Address, ConversationsServer.AdminToken);
        await using var lost = await SitDownAsync(server, stays.Key, conversations[0]);
        await using var broken = await SitDownAsync(server, comes.Key, conversations[1]);
        Assert.True(await watcher.SeesAsync(line => line.ShowsConnected(stays.Id) && line.ShowsConnected(comes.Id), WrittenWithin));
        await AreWrittenAsync(server, stays.Id, comes.Id);

        await server.KillAsync();
        await server.StartAsync();
        var started = Stopwatch.GetTimestamp();
        await using var back = await HubLine.OpenAsync(server.Address, comes.Key);
        var released = await ReleaseAsync(server, desk, conversations[0]);
        output.WriteLine($"given back {Stopwatch.GetElapsedTime(started).TotalSeconds:F1} s after the restart");
        Assert.Equal((stays.Id, "away"), ((string)released["employeeId"]!, (string)released["reason"]!));
        Assert.True(Stopwatch.GetElapsedTime(started) >= Grace);
        Assert.Equal("claimed", (string)(await desk.ReadAsync(conversations[1]))[^1]["kind"]!);
    }

    private static async Task<HubLine> SitDownAsync(ConversationsServer server, string key, string conversation)
    {
        var line = await HubLine.OpenAsync(server.Address, key);
        using var desk = new Desk(server.Address, key);
        await desk.ClaimAsync(conversation);
        return line;
    }

    /// <summary>How it was given back.</summary>
    private static async Task<JsonObject> ReleaseAsync(ConversationsServer server, Desk desk, string conversation)
    {
        var last = await Asking.UntilAsync(
            async () => (await desk.ReadAsync(conversation))[^1], static last => (string)last["kind"]! == "released", BackInQueueWithin, _ => $"Nothing was given back.\n{server.Output}");
        return last["data"]!.AsObject();
    }

    private static async Task AreWrittenAsync(ConversationsServer server, params string[] people) => await Asking.UntilAsync(
        () => Task.FromResult(PageOf(server)), page => people.All(person => page?.Contains($"\"{person}\"", StringComparison.Ordinal) ?? false), WrittenWithin,
        static page => $"Who has lines was not written down: {page}");

    private static string? PageOf(ConversationsServer server)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Folder.FullName, "conversations.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "select body from document where kind = 'lines'";
        return (string?)command.ExecuteScalar();
    }
}
