using System.Security.Cryptography;
using Conversations.Load.Agents;
using Conversations.Load.Checks;
using Conversations.Load.Customers;
using Conversations.Load.Ledgers;
using Conversations.Load.Options;
using Conversations.Load.Plan;
using Conversations.Load.Replies;
using Conversations.Load.Setup;
using Conversations.Load.Wire;

namespace Conversations.Load.Runs;

/// <summary>One run: look first, make channels, let customers write and agents work, settle.</summary>
public sealed class LoadRun(RunOptions options, Profile profile, HttpSender http, TextWriter console)
{
    /// <summary>Newest first finds the run's conversations beside any others; one agent works by time left, as people do.</summary>
    private static readonly (string View, string Sort)[] Lists = [("unattended", "newest"), ("all", "newest"), ("unattended", "newest"), ("all", "timeLeft")];
    private static readonly TimeSpan DashboardsOpen = TimeSpan.FromSeconds(45);

    /// <exception cref="CannotRunException">The run could not begin.</exception>
    public async Task RunAsync(CancellationToken cancelled)
    {
        await new Preflight(http, options).CheckAsync(cancelled);
        using var ledger = new LedgerWriter(options.Ledger);
        var tag = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        ledger.Write(new RunBegan(ledger.Now, tag, profile.Name, options.Seed, options.Target.ToString(), ledger.Clock.StartedAt, profile.ExpectsOutages));

        using var runEnd = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        runEnd.CancelAfter(profile.Load + profile.Quiesce);
        var calls = new SetupCalls(http, options.Tokens[0], profile.ExpectsOutages);
        var kept = ChannelsFile.Load(options.ChannelsFile);
        await using var endpoint = await ReplyEndpoint.StartAsync(kept?.Port ?? 0, ledger, options.Seed);
        var channels = kept?.ToChannels() ?? await new ChannelMaker(calls).MakeAsync(endpoint.Address, tag, cancelled);
        if (options.ChannelsFile is not null && kept is null)
        {
            ChannelsFile.Save(options.ChannelsFile, endpoint.Address.Port, channels);
        }

        await using var employees = await LoadEmployees.MakeAsync(calls, options, profile, tag, cancelled);
        var patience = new Patience((what, outcome) => ledger.Write(new AttemptFailed(ledger.Now, what, outcome)), runEnd.Token);
        var sender = new WebhookSender(http, patience);
        var reporter = new StatusReporter(sender, ledger, options.Seed, runEnd.Token);
        foreach (var channel in channels)
        {
            endpoint.Serve(channel);
        }

        endpoint.Taken = reporter.Report;
        await WorkAsync(new Stage(tag, channels.Select(channel => channel.Id).ToHashSet(), ledger, patience, employees.Tokens), channels, sender, reporter, runEnd.Token);
    }

    /// <summary>What all who take part share.</summary>
    private sealed record Stage(string Tag, IReadOnlySet<string> Channels, LedgerWriter Ledger, Patience Patience, IReadOnlyList<string> Keys);

    private async Task WorkAsync(Stage stage, IReadOnlyList<LoadChannel> channels, WebhookSender sender, StatusReporter reporter, CancellationToken runEnd)
    {
        var dashboards = new List<Dashboard>();
        try
        {
            for (var number = 0; number < profile.Agents; number++)
            {
                dashboards.Add(OpenDashboard(number, stage));
            }

            await AllOpenAsync(dashboards, runEnd);
            var posts = Schedule.Create(profile, options.Seed, stage.Tag, channels.Count);
            var seconds = profile.Load.TotalSeconds;
            await console.WriteLineAsync($"{profile.Name}: {posts.Length} posts over {seconds:F0} s, {profile.Agents} agents, seed {options.Seed} …");
            using var shift = CancellationTokenSource.CreateLinkedTokenSource(runEnd);
            shift.CancelAfter(profile.Load);
            var writing = new CustomerCrowd(channels, sender, stage.Ledger, stage.Tag, options.Seed).WriteAsync(posts, runEnd);
            await Task.WhenAll([.. dashboards.Select((dashboard, number) => StaffAsync(number, stage, dashboard, shift.Token, runEnd))]);
            stage.Ledger.Write(new LoadEnded(stage.Ledger.Now));
            await console.WriteLineAsync("settling …");
            await writing;
            var reader = new JournalReader(http, options.Tokens[0], stage.Patience);
            await new Settling(options.Ledger, reader, reporter, stage.Ledger).SettleAsync(dashboards, runEnd);
        }
        finally
        {
            foreach (var dashboard in dashboards)
            {
                await dashboard.DisposeAsync();
            }
        }
    }

    private Dashboard OpenDashboard(int number, Stage stage)
    {
        var key = number % stage.Keys.Count;
        var (view, sort) = Lists[number % Lists.Length];
        var spec = new Dictionary<string, object> { ["view"] = view, ["sort"] = sort, ["offset"] = 0, ["size"] = 50 };
        return new Dashboard($"a{number + 1}@k{key + 1}", options.Target, stage.Keys[key], spec, stage.Ledger);
    }

    private Task StaffAsync(int number, Stage stage, Dashboard dashboard, CancellationToken shiftEnd, CancellationToken runEnd)
    {
        // The tag makes the ids of two runs of one seed differ: a command id is remembered for ever.
        var ids = Dice.For(options.Seed, $"commands {stage.Tag} {number}");
        var commands = new AgentCommands(dashboard.Name, stage.Keys[number % stage.Keys.Count], http, stage.Ledger, stage.Patience, ids);
        return new Agent(number + 1, stage.Tag, stage.Channels, dashboard, commands, stage.Ledger, Dice.For(options.Seed, $"agent {number}"))
            .WorkAsync(shiftEnd, runEnd);
    }

    private async Task AllOpenAsync(List<Dashboard> dashboards, CancellationToken runEnd)
    {
        try
        {
            await Task.WhenAll(dashboards.Select(dashboard => dashboard.Opened)).WaitAsync(DashboardsOpen, runEnd);
        }
        catch (TimeoutException)
        {
            var ledger = Path.Combine(options.Ledger, LedgerWriter.FileName);
            throw new CannotRunException($"{options.Target}hub/dashboard did not open a dashboard within {DashboardsOpen.TotalSeconds:F0} s; see the breaches in {ledger}.");
        }
    }
}
