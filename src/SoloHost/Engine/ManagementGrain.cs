using Orleans;
using Orleans.Runtime;

namespace SoloHost.Engine;

/// <summary>Answers from what the process knows of itself.</summary>
internal sealed class ManagementGrain(SoloCluster cluster) : IManagementGrain
{
    public Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false) =>
        Task.FromResult(Silos(onlyActive).ToDictionary(silo => silo.Address, silo => silo.Status));

    public Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false) => Task.FromResult(Silos(onlyActive).Select(Describe).ToArray());

    public Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds) =>
        Task.FromResult(hostsIds.Select(address => Count(cluster.Silos.Single(silo => silo.Address.Equals(address)))).ToArray());

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics() => Task.FromResult(cluster.Silos.SelectMany(Statistics).ToArray());

    public Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds) =>
        Task.FromResult(cluster.Silos.Where(silo => hostsIds.Contains(silo.Address)).SelectMany(Statistics).ToArray());

    public Task<int> GetTotalActivationCount() => Task.FromResult(cluster.Silos.Sum(silo => silo.ActivationCount));

    private IEnumerable<Silo> Silos(bool onlyActive) => cluster.Silos.Where(silo => !onlyActive || silo.Status == SiloStatus.Active);

    private static MembershipEntry Describe(Silo silo) => new()
    {
        SiloAddress = silo.Address,
        SiloName = silo.Name,
        HostName = System.Environment.MachineName,
        Status = silo.Status,
        StartTime = silo.StartedAt,
        IAmAliveTime = silo.TimeProvider.GetUtcNow().UtcDateTime,
    };

    private static SiloRuntimeStatistics Count(Silo silo) => new()
    {
        ActivationCount = silo.ActivationCount,
        ReceivedMessages = silo.CallsSent,
        SentMessages = silo.CallsSent,
        DateTime = silo.TimeProvider.GetUtcNow().UtcDateTime,
    };

    private static IEnumerable<SimpleGrainStatistic> Statistics(Silo silo) =>
        silo.Activations()
            .GroupBy(activation => activation.Class)
            .Select(group => new SimpleGrainStatistic { GrainType = group.Key.Type.FullName!, SiloAddress = silo.Address, ActivationCount = group.Count() });
}
