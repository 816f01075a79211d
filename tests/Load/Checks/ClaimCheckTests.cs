using Conversations.Load.Ledgers;

namespace Conversations.Load.Tests.Checks;

public sealed class ClaimCheckTests
{
    [Fact]
    public void A_claim_while_another_owns_is_found()
    {
        var run = HandMade.Run();
        run.Entry("claimed", entry => entry with { Employee = "e2", Epoch = 2 });

        Assert.Equal(["I6"], run.Broken());
    }

    [Fact]
    public void A_claim_after_a_release_is_right()
    {
        var run = HandMade.Run();
        run.Entry("released", entry => entry with { Employee = "e1", Epoch = 1 });
        run.Entry("claimed", entry => entry with { Employee = "e2", Epoch = 2 });

        Assert.Empty(run.Broken());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_epoch_that_repeats_or_skips_is_found(long epoch)
    {
        var run = HandMade.Run();
        run.Entry("released", entry => entry with { Employee = "e1" });
        run.Entry("claimed", entry => entry with { Employee = "e2", Epoch = epoch });

        Assert.Equal(["I6"], run.Broken());
    }

    [Fact]
    public void One_epoch_given_to_two_employees_is_found()
    {
        var run = HandMade.Run();
        foreach (var agent in new[] { "a1@k1", "a2@k2" })
        {
            run.Command("claim of " + agent, "claim", agent);
            run.Records.Add(new CommandAnswered(run.Now(), "claim of " + agent, 200, null, 3, 1, null));
        }

        Assert.Equal(["I6"], run.Broken());
    }
}
