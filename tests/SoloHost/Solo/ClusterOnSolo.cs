using Orleans.Hosting;
using SoloHost;

namespace Conversations.HostTests.Conformance;

/// <summary>On the Solo host each call of a test goes through its codec, as it would between machines.</summary>
public sealed partial class Cluster
{
    static partial void ConfigureHost(ISiloBuilder silo) => silo.Configure<SoloOptions>(options => options.SerializeEveryCall = true);
}
