using Orleans.Runtime;

namespace Orleans
{
    /// <summary>One silo of the cluster.</summary>
    public sealed class MembershipEntry
    {
        public SiloAddress SiloAddress { get; set; } = SiloAddress.Zero;

        public SiloStatus Status { get; set; }

        public string HostName { get; set; } = "";

        public string SiloName { get; set; } = "";

        public int ProxyPort { get; set; }

        public DateTime StartTime { get; set; }

        public DateTime IAmAliveTime { get; set; }
    }
}

namespace Orleans.Runtime
{
    public enum SiloStatus
    {
        None = 0,
        Created = 1,
        Joining = 2,
        Active = 3,
        ShuttingDown = 4,
        Stopping = 5,
        Dead = 6,
    }

    /// <summary>How many activations of one grain class a silo holds.</summary>
    [Immutable]
    public sealed class SimpleGrainStatistic
    {
        public string GrainType { get; init; } = "";

        public SiloAddress SiloAddress { get; init; } = SiloAddress.Zero;

        public int ActivationCount { get; init; }
    }

    /// <summary>What a silo counts.</summary>
    [Immutable]
    public sealed class SiloRuntimeStatistics
    {
        internal SiloRuntimeStatistics()
        {
        }

        public int ActivationCount { get; internal init; }

        public long ReceivedMessages { get; internal init; }

        public long SentMessages { get; internal init; }

        public DateTime DateTime { get; internal init; }
    }

    /// <summary>Tells of the cluster; grain number 0.</summary>
    public interface IManagementGrain : IGrainWithIntegerKey
    {
        Task<Dictionary<SiloAddress, SiloStatus>> GetHosts(bool onlyActive = false);

        Task<MembershipEntry[]> GetDetailedHosts(bool onlyActive = false);

        Task<SiloRuntimeStatistics[]> GetRuntimeStatistics(SiloAddress[] hostsIds);

        Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics(SiloAddress[] hostsIds);

        Task<SimpleGrainStatistic[]> GetSimpleGrainStatistics();

        Task<int> GetTotalActivationCount();
    }
}
