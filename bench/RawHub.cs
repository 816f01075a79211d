using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Bench;

/// <summary>The peer of B4: SignalR as a newcomer uses it, one message to all for each event.</summary>
internal sealed class RawHub : Hub
{
    public const string Path = "/hub/raw";

    public static async Task MeasureAsync(IServiceProvider services, int dashboards, TextWriter output)
    {
        var hub = services.GetRequiredService<IHubContext<RawHub>>();
        await SendAsync(hub, TimeSpan.FromSeconds(2));
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        var sent = await SendAsync(hub, TimeSpan.FromSeconds(6));
        var used = (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds;
        var delivered = (double)sent * dashboards;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {delivered / clock.Elapsed.TotalSeconds:F0} events/s, {used / delivered:F1} CPU µs/event"));
    }

    /// <summary>The same call as the dashboards' comes from the readers; here it is not needed.</summary>
    public void WatchList(JsonElement spec) => Context.Items["spec"] = spec.ValueKind;

    private static async Task<int> SendAsync(IHubContext<RawHub> hub, TimeSpan lasts)
    {
        var text = new string('x', 200);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        var until = Stopwatch.StartNew();
        var sent = 0;
        while (until.Elapsed < lasts)
        {
            await hub.Clients.All.SendAsync("Event", text);
            sent++;
            await pace.WaitForNextTickAsync();
        }

        return sent;
    }
}
