using Conversations.Web.Access;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Conversations.Web.Hubs;

/// <summary>
/// Asks for every open socket whether its session or key still holds; within 60 s after a revocation the socket is cut. So it is when the role changed: the
/// client connects anew, with the rights of now.
/// </summary>
public sealed partial class RevocationWatch(
    Dashboards dashboards, IRevocation revocation, DashboardOptions options, TimeProvider time, ILogger<RevocationWatch> logger) : BackgroundService
{
    public async Task RoundAsync(CancellationToken cancellationToken)
    {
        foreach (var dashboard in dashboards.All)
        {
            var caller = await revocation.FindCallerAsync(dashboard.Principal, cancellationToken);
            if (caller is null || caller.Role != dashboard.Caller.Role)
            {
                Cut(dashboard.Caller.Employee.Value);
                dashboard.Abort();
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(options.RevocationEvery, time, stoppingToken);
            try
            {
                await RoundAsync(stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // The store cannot be asked now: sockets stay as they are until it can.
                NotAsked(failure);
            }
        }
    }

    [LoggerMessage(5405, LogLevel.Information, "A socket of {EmployeeId} is cut: it was revoked, or the role changed.")]
    private partial void Cut(string employeeId);

    [LoggerMessage(5406, LogLevel.Warning, "Sockets could not be checked for revocation; it is tried again.")]
    private partial void NotAsked(Exception failure);
}
