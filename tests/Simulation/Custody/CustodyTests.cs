using Conversations.Simulation.World;

namespace Conversations.Simulation.Custody;

/// <summary>Ten hours of kills, absences and lost lines: nobody waits for somebody gone beyond the grace, and what is handed over is always exactly one person's.</summary>
public sealed class CustodyTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Hours = TimeSpan.FromHours(10);

    public static TheoryData<int> Seeds => WorldSeeds.Of(4);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Nobody_waits_for_somebody_gone_beyond_the_grace(int seed)
    {
        using var world = new CustodyWorld((ulong)seed);
        world.Run(Hours);
        var laws = world.Laws;
        output.WriteLine($"Seed {seed}: {laws.WithinGrace} looks within a grace, {laws.Accepted} handovers taken, {laws.CameBack} came back, {laws.GivenBack} given back for somebody gone.");
        Assert.True(laws is { WithinGrace: > 100, Accepted: > 10, CameBack: > 20, GivenBack: > 5 });
    }

    [Fact]
    public void A_company_that_looks_for_nobody_is_found_out()
    {
        using var world = new CustodyWorld(1, forgetsGrace: true);
        var broken = Assert.Throws<LawBrokenException>(() => world.Run(Hours));
        Assert.Contains("beyond the grace", broken.Message);
    }
}
