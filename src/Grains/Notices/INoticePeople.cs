using Conversations.Contracts;
using Conversations.Contracts.Settings;
using Orleans;

namespace Conversations.Grains.Notices;

/// <summary>The settings that notices depend on, as they are now; null where there are none.</summary>
public interface INoticePeople
{
    Task<EmployeeSettings?> EmployeeAsync(EmployeeId employee);

    Task<QueueSettings?> QueueAsync(QueueId queue);

    /// <summary>A customer waits for the person since now.</summary>
    Task ExpectAsync(EmployeeId employee);
}

public sealed class GrainNoticePeople(IGrainFactory grains) : INoticePeople
{
    public Task<EmployeeSettings?> EmployeeAsync(EmployeeId employee) => grains.GetGrain<IEmployeeGrain>(employee.Value).Get();

    public Task ExpectAsync(EmployeeId employee) => grains.GetGrain<IEmployeeGrain>(employee.Value).Expect();

    public Task<QueueSettings?> QueueAsync(QueueId queue) => grains.GetGrain<IQueueGrain>(queue.Value).Get();
}
