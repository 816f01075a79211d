using System.Diagnostics;
using Conversations.Contracts.Cluster;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>On the Solo host several processes are refused with a sentence that says what to do, before anything is built or started.</summary>
public sealed class ClusterCommandTests
{
    [Fact]
    public async Task A_cluster_on_the_Solo_host_is_refused_and_told_what_it_needs()
    {
        var start = new ProcessStartInfo(Path.Combine(Built.Root, "run"), ["cluster", "--silos", "2"]);
        start.Environment["OrleansHost"] = "Solo";

        var (code, output) = await ChildProcess.TryRunAsync(start);

        Assert.Equal(1, code);
        Assert.Contains("need Orleans", Assert.Single(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public async Task A_member_of_a_cluster_on_the_Solo_host_refuses_to_start()
    {
        Assert.SkipWhen(ProgrammingModel.IsOrleans, "This build's host is Orleans.");
        var start = new ProcessStartInfo("dotnet", ["exec", Built.Dll("Web")]);
        start.Environment["Cluster__Mode"] = "Member";

        var (code, output) = await ChildProcess.TryRunAsync(start);

        Assert.Equal(2, code);
        Assert.Contains("Several processes need Orleans", output);
    }
}
