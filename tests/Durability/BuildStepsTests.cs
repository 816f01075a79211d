using System.Diagnostics;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>./run builds when, and only when, something it is built of has changed. The compiler itself is stood in for: what counts is whether it is asked.</summary>
public sealed class BuildStepsTests : IDisposable
{
    private const string Setup = """
        root=$1; . "$2/build/steps.sh"
        need() { :; }; decide_host() { :; }; build_client() { :; }
        dotnet() { echo "$*" >>"$root/asked"; touch artifacts/Solo/bin/{Web/release/Conversations.Web,Silo/release/Conversations.Silo}.dll; }
        export OrleansHost=Solo
        cd "$root"
        mkdir -p src/Web build artifacts/Solo/bin/{Web,Silo}/release
        touch -d '1 hour ago' src/Web/{Program.cs,Web.csproj} build/OrleansHost.targets global.json Directory.{Build.props,Build.targets,Packages.props}
        build_server >log; : >asked
        """;

    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("conversations-steps-");

    [Fact]
    public async Task What_is_built_is_not_built_again() => Assert.Equal("", await AskedAfterAsync(":"));

    [Theory]
    [InlineData("echo more >>src/Web/Program.cs")]
    [InlineData("touch src/Web/Program.cs")]
    [InlineData("echo more >>Directory.Packages.props")]
    [InlineData("echo more >>Directory.Build.props")]
    [InlineData("echo more >>Directory.Build.targets")]
    [InlineData("echo more >>build/OrleansHost.targets")]
    [InlineData("echo more >>global.json")]
    [InlineData("mkdir src/Store; touch src/Store/0004_more.sql")]
    [InlineData("rm src/Web/Program.cs")]
    [InlineData("rm artifacts/Solo/bin/Silo/release/Conversations.Silo.dll")]
    [InlineData("export OrleansVersion=10.9.9")]
    public async Task Whatever_changed_is_built(string change) => Assert.StartsWith("build ", await AskedAfterAsync(change), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_put_back_with_its_old_time_is_built_though_the_compiler_takes_it_for_built() =>
        Assert.Contains("--no-incremental", await AskedAfterAsync("echo other >src/Web/Program.cs; touch -d '2 hours ago' src/Web/Program.cs"), StringComparison.Ordinal);

    [Fact]
    public async Task A_file_changed_just_now_costs_no_build_of_all() =>
        Assert.DoesNotContain("--no-incremental", await AskedAfterAsync("echo more >>src/Web/Program.cs; touch -d '1 minute' src/Web/Program.cs"), StringComparison.Ordinal);

    public void Dispose() => root.Delete(recursive: true);

    private async Task<string> AskedAfterAsync(string change)
    {
        var script = $"set -euo pipefail\n{Setup}\n{change}\nbuild_server >log\nbuild_server >log\ncat asked";
        var (code, output) = await ChildProcess.TryRunAsync(new ProcessStartInfo("bash", ["-c", script, "bash", root.FullName, Built.Root]));
        Assert.True(code == 0, output);
        Assert.DoesNotContain('\n', output);
        return output;
    }
}
