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
    private static readonly string[] Views = ["unattended", "all"];
    private static readonly TimeSpan DashboardsOpen = TimeSpan.FromSeconds(20);

    /// <exception cref="CannotRunException">The run could not begin.</exception>
    public async Task RunAsync(CancellationToken cancelled)
    {
        await new Preflight(http, options).CheckAsync(cancelled);
        using var ledger = new LedgerWriter(options.Ledger);
        var tag = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
        ledger.Write(new RunBegan(ledger.Now, tag, profile.Name, options.Seed, options.Target.ToString(), ledger.Clock.StartedAt, profile.ExpectsOutages));

        using var runEnd = CancellationTokenSource.CreateLinkedTokenSource(cancelled);
        runEnd.CancelAfter(profile.Load + profile.Quiesce);
        var kept = ChannelsFile.Load(options.ChannelsFile);
        await using var endpoint = await ReplyEndpoint.StartAsync(kept?.Port ?? 0, ledger, options.Seed);
        var channels = kept?.ToChannels() ?? await new ChannelMaker(http, options).MakeAsync(endpoint.Address, tag, cancelled);
        if (options.ChannelsFile is not null && kept is null)
        {
            ChannelsFile.Save(options.ChannelsFile, endpoint.Address.Port, channels);
        }

        await using var employees = await LoadEmployees.MakeAsync(http, options, profile, tag, cancelled);
        var patience = new Patience((what, outcome) => ledger.Write(new AttemptFailed(ledger.Now, what, outcome)), runEnd.Token);
        var sender = new WebhookSender(http, patience);
        var reporter = new StatusReporter(sender, ledger, options.Seed, runEnd.Token);
        foreach (var channel in channels)
        {
            endpoint.Serve(channel);
        }

        endpoint.Taken = reporter.Report;
        await WorkAsync(ledger, channels, sender, patience, tag, reporter, employees.Tokens, runEnd.Token);
    }

    private async Task WorkAsync(
        LedgerWriter ledger, IReadOnlyList<LoadChannel> channels, WebhookSender sender, Patience patience, string tag, StatusReporter reporter, IReadOnlyList<string> keys,
        CancellationToken runEnd)
    {
        var dashboards = new List<Dashboard>();
        try
        {
            for (var number = 0; number < profile.Agents; number++)
            {
                dashboards.Add(OpenDashboard(number, keys, ledger));
            }

            await AllOpenAsync(dashboards, runEnd);
            var posts = Schedule.Create(profile, options.Seed, tag, channels.Count);
            await console.WriteLineAsync($"{profile.Name}: {posts.Length} posts over {profile.Load.TotalSeconds:F0} s, {profile.Agents} agents, seed {options.Seed} …");
            using var shift = CancellationTokenSource.CreateLinkedTokenSource(runEnd);
            shift.CancelAfter(profile.Load);
            var writing = new CustomerCrowd(channels, sender, ledger, tag, options.Seed).WriteAsync(posts, runEnd);
            await Task.WhenAll([.. dashboards.Select((dashboard, number) => StaffAsync(number, tag, keys, dashboard, ledger, patience, shift.Token, runEnd))]);
            ledger.Write(new LoadEnded(ledger.Now));
            await console.WriteLineAsync("settling …");
            await writing;
            await new Settling(options.Ledger, new JournalReader(http, options.Tokens[0], patience), ledger).SettleAsync(dashboards, runEnd);
            await reporter.SettledAsync();
        }
        finally
        {
            foreach (var dashboard in dashboards)
            {
                await dashboard.DisposeAsync();
            }
        }
    }

    private Dashboard OpenDashboard(int number, IReadOnlyList<string> keys, LedgerWriter ledger)
    {
        var key = number % keys.Count;
        var spec = new Dictionary<string, object> { ["view"] = Views[number % Views.Length], ["sort"] = number % 2 == 0 ? "oldest" : "newest", ["offset"] = 0, ["size"] = 50 };
        return new Dashboard($"a{number + 1}@k{key + 1}", options.Target, keys[key], spec, ledger);
    }

    private Task StaffAsync(int number, string tag, IReadOnlyList<string> keys, Dashboard dashboard, LedgerWriter ledger, Patience patience, CancellationToken shiftEnd, CancellationToken runEnd)
    {
        // The tag makes the ids of two runs of one seed differ: a command id is remembered for ever.
        var commands = new AgentCommands(dashboard.Name, keys[number % keys.Count], http, ledger, patience, Dice.For(options.Seed, $"commands {tag} {number}"));
        return new Agent(number + 1, tag, dashboard, commands, ledger, Dice.For(options.Seed, $"agent {number}")).WorkAsync(shiftEnd, runEnd);
    }

    private async Task AllOpenAsync(List<Dashboard> dashboards, CancellationToken runEnd)
    {
        try
        {
            await Task.WhenAll(dashboards.Select(dashboard => dashboard.Opened)).WaitAsync(DashboardsOpen, runEnd);
        }
        catch (TimeoutException)
        {
            throw new CannotRunException($"{options.Target}hub/dashboard did not open a dashboard within {DashboardsOpen.TotalSeconds:F0} s; see the breaches in {Path.Combine(options.Ledger, LedgerWriter.FileName)}.");
        }
    }
}
