using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Orleans;
using SoloHost.Simulated;

namespace Conversations.HostTests.Generation;

public sealed class ApplicationPartsTests
{
    private const string Started = "slow-part.started";
    private const string Released = "slow-part.released";

    /// <summary>An application part that is long in telling what it has.</summary>
    private const string SlowPart =
        $$"""
        using System;
        using System.Runtime.CompilerServices;
        using System.Threading;
        [assembly: Orleans.ApplicationPart("SlowPart")]
        internal static class Initializer
        {
            [ModuleInitializer]
            internal static void Tell()
            {
                ((ManualResetEventSlim)AppDomain.CurrentDomain.GetData("{{Started}}")).Set();
                ((ManualResetEventSlim)AppDomain.CurrentDomain.GetData("{{Released}}")).Wait();
            }
        }
        """;

    /// <summary>Two clusters of one process that start at once both know the whole application.</summary>
    [Fact]
    public async Task A_cluster_does_not_start_while_another_still_reads_what_the_application_consists_of()
    {
        using var started = new ManualResetEventSlim();
        using var released = new ManualResetEventSlim();
        AppDomain.CurrentDomain.SetData(Started, started);
        AppDomain.CurrentDomain.SetData(Released, released);
        Assembly.Load(Compile());

        var first = Start();
        started.Wait(TestContext.Current.CancellationToken);
        var second = Start();
        var isEarly = await Task.WhenAny(second, Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken)) == second;
        released.Set();
        await Task.WhenAll(first, second);

        Assert.False(isEarly);
    }

    /// <summary>On a thread of its own: it blocks.</summary>
    private static Task Start() => Task.Factory.StartNew(
        () => new SimulatedCluster(1).Dispose(), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static byte[] Compile()
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Append(typeof(Grain).Assembly.Location).Distinct()
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "SlowPart", [CSharpSyntaxTree.ParseText(SlowPart)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var bytes = new MemoryStream();
        var emitted = compilation.Emit(bytes);
        Assert.True(emitted.Success, string.Join('\n', emitted.Diagnostics));
        return bytes.ToArray();
    }
}
