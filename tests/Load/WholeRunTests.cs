using System.Text.Json;
using Conversations.Load.Checks;
using Conversations.Load.Ledgers;
using Conversations.Load.Options;
using Conversations.Load.Runs;
using Conversations.Load.Setup;
using Conversations.Load.Tests.StandIn;
using Conversations.Load.Wire;

namespace Conversations.Load.Tests;

/// <summary>The whole harness against the stand-in, one second of load each.</summary>
public sealed class WholeRunTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("conversations-load-").FullName;

    [Fact]
    public async Task A_run_against_an_honest_target_finds_nothing()
    {
        var report = await RunAsync(Plant.None);

        Assert.Equal("", Violations(report));
        Assert.True(report.GetProperty("verdict").GetProperty("isExchanged").GetBoolean());
    }

    [Fact]
    public async Task Dashboards_whose_sockets_are_cut_resume_and_miss_nothing()
    {
        var report = await RunAsync(Plant.CutSockets);

        Assert.Equal("", Violations(report));
        Assert.True(report.GetProperty("figures").GetProperty("socketsLost").GetInt32() >= 4);
    }

    [Fact]
    public async Task A_kill_run_outlives_its_target_and_finds_nothing_lost()
    {
        await using var server = await StandInServer.StartAsync();
        var running = RunAsync(server, StandInServer.Token, profile: "kill");
        await server.IsBusy.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await server.RestartAsync();
        await running;

        var report = Report();
        Assert.Equal("", Violations(report));
        Assert.True(report.GetProperty("figures").GetProperty("socketsLost").GetInt32() >= 4);
    }

    [Theory]
    [InlineData(Plant.LoseMessages, "I1")]
    [InlineData(Plant.KeepRepeats, "I2")]
    [InlineData(Plant.SendTwice, "I4")]
    [InlineData(Plant.SkipPushes, "I5")]
    public async Task A_run_against_a_bad_target_finds_what_is_bad(Plant plant, string law)
    {
        var report = await RunAsync(plant);

        Assert.Contains(law, Violations(report), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_is_not_known_is_told_with_its_fix()
    {
        await using var server = await StandInServer.StartAsync();

        var refusal = await Assert.ThrowsAsync<CannotRunException>(() => RunAsync(server, "other-token"));

        Assert.Contains("Bootstrap__AdminToken", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_target_that_sends_nothing_to_loopback_is_told_with_its_fix()
    {
        await using var server = await StandInServer.StartAsync();
        server.AllowsPrivateReplyUrls = false;

        var refusal = await Assert.ThrowsAsync<CannotRunException>(() => RunAsync(server, StandInServer.Token));

        Assert.Contains("Channels__AllowPrivateReplyUrls=true", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_run_does_not_write_into_the_first_ones_ledger()
    {
        using (new LedgerWriter(_folder))
        {
        }

        await using var server = await StandInServer.StartAsync();
        await Assert.ThrowsAsync<IOException>(() => RunAsync(server, StandInServer.Token));
    }

    private async Task<JsonElement> RunAsync(Plant plant)
    {
        await using var server = await StandInServer.StartAsync(plant);
        // A dashboard that was skipped never shows the end: waiting longer for it proves nothing more.
        await RunAsync(server, StandInServer.Token, plant == Plant.SkipPushes ? 6 : 30);
        return Report();
    }

    private JsonElement Report() => JsonElement.Parse(File.ReadAllText(Path.Combine(_folder, "report.json")));

    private async Task RunAsync(StandInServer server, string token, int quiesceSeconds = 30, string profile = "smoke")
    {
        var small = Profile.Find(profile)! with { Load = TimeSpan.FromSeconds(1), Quiesce = TimeSpan.FromSeconds(quiesceSeconds), Threads = 20, PostsPerSecond = 100 };
        var options = new RunOptions { Target = server.Address, Tokens = [token], Seed = 7, Out = _folder, Ledger = _folder, Profile = small };
        using var http = new HttpSender(options.Target);
        await new LoadRun(options, small, http, TextWriter.Null).RunAsync(TestContext.Current.CancellationToken);
        await CheckRun.RunAsync(options, http, TextWriter.Null, TestContext.Current.CancellationToken);
    }

    private static string Violations(JsonElement report) => string.Join(
        '\n',
        report.GetProperty("verdict").GetProperty("laws").EnumerateArray().Where(law => !law.GetProperty("holds").GetBoolean()).Select(law => $"{law.GetProperty("name")}: {law.GetProperty("examples")}"));

    public void Dispose() => Directory.Delete(_folder, true);
}
