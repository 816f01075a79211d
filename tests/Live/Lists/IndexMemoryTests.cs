using Conversations.Live.Tests.Doubles;
using Conversations.Web.Lists;

namespace Conversations.Live.Tests.Lists;

/// <summary>Measures the process's memory: nothing may run beside it.</summary>
[CollectionDefinition(nameof(IndexMemoryTests), DisableParallelization = true)]
[Collection(nameof(IndexMemoryTests))]
public sealed class IndexMemoryTests
{
    private readonly OpenIndex _index = new(new LiveTime());

    [Fact]
    public void A_conversation_costs_about_two_hundred_bytes()
    {
        const int Many = 50_000;
        var rows = Enumerable.Range(0, Many).Select(static number => Rows.Row(number)).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (var row in rows)
        {
            _index.Apply(row);
        }

        var bytes = (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Many;
        TestContext.Current.TestOutputHelper?.WriteLine($"{bytes:F0} bytes a conversation");
        GC.KeepAlive(rows);
        // What else the process frees or keeps meanwhile is in the figure too; bench/ has the exact one.
        Assert.InRange(bytes, 50, 300);
    }
}
