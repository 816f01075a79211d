using System.Collections.Frozen;
using Conversations.Contracts;
using Conversations.Contracts.Settings;

namespace Conversations.Web.Company;

/// <summary>Reads names and duties from the store at start, every 20 seconds, and after a change made here.</summary>
public sealed class CompanyDirectory(SettingsReader settings, TimeProvider clock, ILogger<CompanyDirectory> logger) : BackgroundService, IDirectory
{
    private const int RowsMax = 50_000;
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(20);
    private volatile DirectoryView current = DirectoryView.Empty;

    public DirectoryView Current => current;

    public async ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        var employees = await settings.AllAsync<EmployeeSettings>(SettingsKinds.Employee, RowsMax, cancellationToken);
        var queues = await settings.AllAsync<QueueSettings>(SettingsKinds.Queue, RowsMax, cancellationToken);
        var onDuty = employees.Where(Accountability.MayBeOnDuty).Select(static employee => employee.Id).ToHashSet();
        current = new DirectoryView(
            employees.ToFrozenDictionary(employee => employee.Id.Value, employee => employee.Name),
            queues.Where(queue => queue.DutyEmployee is { } duty && onDuty.Contains(duty)).ToFrozenDictionary(queue => queue.Id.Value, queue => (EmployeeId)queue.DutyEmployee!),
            employees.Where(static employee => !Accountability.MayOwn(employee)).Select(employee => employee.Id.Value).ToFrozenSet(),
            Accountability.StandInOf(employees));
    }

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await RefreshAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                CompanyLog.NotRead(logger, exception.GetType().Name);
            }
        }
    }
}

internal static partial class CompanyLog
{
    [LoggerMessage(5101, LogLevel.Warning, "Names and duties could not be read again ({Trouble}); the last known ones stay.")]
    public static partial void NotRead(ILogger logger, string trouble);
}
