using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Orleans;

namespace Conversations.Grains.Notices;

/// <summary>The settings that notices depend on, as they are now; null where there are none.</summary>
public interface INoticePeople
{
    Task<EmployeeSettings?> EmployeeAsync(EmployeeId employee);

    Task<QueueSettings?> QueueAsync(QueueId queue);

    /// <summary>The admin who answers where nobody is on duty (<see cref="Accountability.StandInOf"/>).</summary>
    Task<EmployeeId> StandInAsync();

    /// <summary>A customer waits for the person since now.</summary>
    Task ExpectAsync(EmployeeId employee);
}

public sealed class GrainNoticePeople(IGrainFactory grains, IRoster roster) : INoticePeople
{
    /// <summary>One reading of all people serves all notices of that time.</summary>
    private static readonly TimeSpan RosterAgeMax = TimeSpan.FromSeconds(10);

    public Task<EmployeeSettings?> EmployeeAsync(EmployeeId employee) => grains.GetGrain<IEmployeeGrain>(employee.Value).Get();

    public Task ExpectAsync(EmployeeId employee) => grains.GetGrain<IEmployeeGrain>(employee.Value).Expect();

    public Task<QueueSettings?> QueueAsync(QueueId queue) => grains.GetGrain<IQueueGrain>(queue.Value).Get();

    /// <summary>Who is there in nearly every company is asked first; what was read of all people may be old, so her own settings say whether she still is.</summary>
    public async Task<EmployeeId> StandInAsync()
    {
        if (Accountability.MayStandIn(await EmployeeAsync(Accountability.LastResort)))
        {
            return Accountability.LastResort;
        }

        return await FindAsync(RosterAgeMax) ?? await FindAsync(TimeSpan.Zero) ?? Accountability.LastResort;
    }

    private async Task<EmployeeId?> FindAsync(TimeSpan ageMax) =>
        Accountability.StandInOf(await roster.ReadAsync(ageMax, CancellationToken.None)) is { } first && Accountability.MayStandIn(await EmployeeAsync(first)) ? first : null;
}
