using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Hubs;

/// <summary>
/// SignalR's own bookkeeping of connections, and beside it the way to put ready bytes into one connection's pipe: a frame is several hub messages in one
/// write, serialised once for all dashboards that get the same.
/// </summary>
public sealed class DashboardLines(ILogger<DefaultHubLifetimeManager<DashboardHub>> logger) : DefaultHubLifetimeManager<DashboardHub>(logger)
{
    public override Task OnConnectedAsync(HubConnectionContext connection)
    {
        connection.Items[typeof(IFrameSink)] = new Line(connection);
        return base.OnConnectedAsync(connection);
    }

    public static IFrameSink SinkOf(HubCallerContext context) => (IFrameSink)context.Items[typeof(IFrameSink)]!;

    private sealed class Line(HubConnectionContext connection) : IFrameSink
    {
        public ValueTask WriteAsync(ReadOnlyMemory<byte> frame) =>
            connection.WriteAsync(new FrameMessage(frame), CancellationToken.None);

        public void Abort() => connection.Abort();
    }
}
