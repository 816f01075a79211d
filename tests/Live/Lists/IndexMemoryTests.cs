using System.Diagnostics;
using Conversations.Live.Tests.Doubles;
using Conversations.Testing.Processes;
using Conversations.Web.Lists;

namespace Conversations.Live.Tests.Lists;

/// <summary>
/// The runtime tells what a whole process holds, so what hosts of earlier tests free, or still hold while they end, was in the figure as well: on a busy machine enough to leave
/// the range. It is measured in a process of its own, in which nothing else runs.
/// </summary>
public sealed class IndexMemoryTests
{
    private const int Many = 50_000;

    [Fact]
    public async Task A_conversation_costs_about_two_hundred_bytes()
    {
        string[] measured = ["exec", typeof(IndexMemoryTests).Assembly.Location, "-explicit", "only", "-method", "*." + nameof(Measured_alone_it_is_about_two_hundred_bytes), "-noColor", "-noLogo"];
        var (code, output) = await ChildProcess.TryRunAsync(new ProcessStartInfo("dotnet", measured));
        Assert.True(code == 0 && output.Contains("Total: 1, Errors: 0, Failed: 0, Skipped: 0, Not Run: 0", StringComparison.Ordinal), output);
    }

    [Fact(Explicit = true)]
    public void Measured_alone_it_is_about_two_hundred_bytes()
    {
        var index = new OpenIndex(new LiveTime());
        var rows = Enumerable.Range(0, Many).Select(static number => Rows.Row(number)).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var row in rows)
        {
            index.Apply(row);
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Many;
        GC.KeepAlive(rows);
        GC.KeepAlive(index);
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes:F0} bytes a conversation");
        Assert.InRange(bytes, 100, 300);
    }
}
