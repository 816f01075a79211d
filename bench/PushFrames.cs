using System.Diagnostics;
using System.Globalization;
using System.Security.Claims;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Company;
using Conversations.Web.Feed;
using Conversations.Web.Hubs;
using Conversations.Web.Lists;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Bench;

/// <summary>
/// B4: CPU of the server for each event on each dashboard, with real sockets. An event is one changed row of the window everybody looks at; frames hold all
/// events of 50 ms. The readers are a process of their own, so that only the server's CPU is counted (its kernel time included).
/// </summary>
internal static class PushFrames
{
    private const int Rows = 50;

    public static async Task<int> RunAsync(int dashboards, TextWriter output)
    {
        var store = new PushStore(Rows, people: 50);
        await using var app = await StartAsync(store);
        output.WriteLine($"{dashboards} dashboards, the same {Rows} rows");
        output.WriteLine("events a frame  frames/s  events/s     CPU µs/frame  CPU µs/event  MB/s  cores");
        await WithReadersAsync(app, DashboardHubSetup.Path, dashboards, output, async () =>
        {
            foreach (var events in new[] { 1, 10, 25 })
            {
                await MeasureAsync(app.Services, store, events, dashboards, output);
            }
        });
        output.WriteLine("Beside it: SignalR as it comes, one message of 240 bytes for each event, 20 events a second for all");
        await WithReadersAsync(app, RawHub.Path, dashboards, output, () => RawHub.MeasureAsync(app.Services, dashboards, output));
        return 0;
    }

    private static async Task WithReadersAsync(WebApplication app, string path, int dashboards, TextWriter output, Func<Task> measure)
    {
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        string[] arguments = ["push-readers", address, path, dashboards.ToString(CultureInfo.InvariantCulture)];
        using var readers = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true, RedirectStandardInput = true })!;
        await readers.StandardOutput.ReadLineAsync();
        await measure();
        readers.StandardInput.Close();
        output.WriteLine("  readers: " + await readers.StandardOutput.ReadToEndAsync());
        await readers.WaitForExitAsync();
    }

    private static async Task MeasureAsync(IServiceProvider services, PushStore store, int events, int dashboards, TextWriter output)
    {
        var live = services.GetRequiredService<LiveState>();
        var figures = services.GetRequiredService<LiveFigures>();
        await WorkAsync(live, store, events, TimeSpan.FromSeconds(2));
        var (cpu, clock, sent) = (Process.GetCurrentProcess().TotalProcessorTime, Stopwatch.StartNew(), figures.Frames);
        var bytes = figures.Bytes;
        await WorkAsync(live, store, events, TimeSpan.FromSeconds(6));
        var used = (Process.GetCurrentProcess().TotalProcessorTime - cpu).TotalMicroseconds;
        var (frames, seconds) = (figures.Frames - sent, clock.Elapsed.TotalSeconds);
        var delivered = (double)Applied * dashboards;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{delivered / frames,14:F1}  {frames / seconds,8:F0}  {delivered / seconds,9:F0}  {used / frames,15:F1}  {used / delivered,12:F2}  {(figures.Bytes - bytes) / seconds / 1e6,4:F0}  {used / 1e6 / seconds,5:F2}"));
    }

    private static long Applied { get; set; }

    private static async Task WorkAsync(LiveState live, PushStore store, int events, TimeSpan lasts)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var until = Stopwatch.GetTimestamp() + (long)(lasts.TotalSeconds * Stopwatch.Frequency);
        Applied = 0;
        for (var number = 0; Stopwatch.GetTimestamp() < until;)
        {
            for (var change = 0; change < events; change++)
            {
                var now = DateTimeOffset.UtcNow;
                live.Apply(new CommittedBatch { Writer = "w", BatchNo = 1, Appends = [Append(store.Change(number++ % Rows, $"at {now.UtcTicks} the customer wrote some more words", now))] });
                Applied++;
            }

            await pace.WaitForNextTickAsync();
        }
    }

    private static CommittedAppend Append(SummaryRow row) => new() { Stream = row.Id.Value, Entries = [], Summary = row };

    private static async Task<WebApplication> StartAsync(PushStore store)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting().AddLogging();
        builder.Services.AddDashboardHub();
        builder.Services.Configure<DashboardOptions>(static options => options.ConnectionsPerKeyOwnerMax = 20_000);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<ISummaries>(store).AddSingleton<IJournal>(store).AddSingleton<IJournalFeed>(store);
        builder.Services.AddSingleton<IFeedLine>(store).AddSingleton<IRevocation>(store).AddSingleton<IDirectory>(store);
        var app = builder.Build();
        app.Use(static (context, next) =>
        {
            context.User = new ClaimsPrincipal(new ClaimsIdentity([new Claim(CallerClaims.Employee, "person-1")], "bench"));
            return next();
        });
        app.UseRouting();
        app.MapDashboardHub();
        app.MapHub<RawHub>(RawHub.Path);
        await app.StartAsync();
        await app.Services.GetRequiredService<ILiveReadiness>().Ready;
        return app;
    }
}
