using Conversations.Contracts;
using Conversations.Web.Access;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Hubs;

/// <summary>Lets connections in and out.</summary>
public sealed partial class DashboardDoor(Dashboards dashboards, IRevocation revocation, DashboardParts parts, ILogger<DashboardDoor> logger)
{
    /// <summary>An exception here ends the connection; its message reaches the client because it is a HubException.</summary>
    public async Task EnterAsync(HubCallerContext context)
    {
        var principal = context.User;
        var caller = principal is null ? null : await revocation.FindCallerAsync(principal, context.ConnectionAborted);
        if (caller is null)
        {
            throw new HubException(Problems.Unauthenticated);
        }

        var dashboard = new Dashboard(context.ConnectionId, caller, principal!, DashboardLines.SinkOf(context), parts);
        if (!dashboards.TryAdd(dashboard))
        {
            TooMany(caller.Employee.Value);
            throw new HubException(Problems.Overloaded);
        }
    }

    public void Leave(HubCallerContext context) => dashboards.Remove(context.ConnectionId);

    /// <summary>The dashboard of a call; a call that is under way while its connection goes finds none.</summary>
    public Dashboard Of(HubCallerContext context) => dashboards.Find(context.ConnectionId) ?? throw new HubException(Problems.Unavailable);

    [LoggerMessage(5402, LogLevel.Warning, "A dashboard of {EmployeeId} is refused: too many are open.")]
    private partial void TooMany(string employeeId);
}
