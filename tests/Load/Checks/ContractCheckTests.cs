using Conversations.Load.Ledgers;

namespace Conversations.Load.Tests.Checks;

public sealed class ContractCheckTests
{
    [Fact]
    public void A_reply_to_another_message_than_its_author_had_seen_breaks_the_contract()
    {
        var run = HandMade.Run();
        run.Change<CommandSent>(sent => sent.Id == "r1", sent => sent with { SeenSeq = 2 });
        run.Change<ReplyReceived>(received => received.ReplyId == "r1", received => received with { ReplyTo = "m1" });

        Assert.Equal(["C"], run.Broken());
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(1, true)]
    public void A_reply_to_no_message_is_right_only_when_newer_ones_stood_between(int seenSeq, bool isRight)
    {
        var run = HandMade.Run();
        run.Change<CommandSent>(sent => sent.Id == "r1", sent => sent with { SeenSeq = seenSeq });

        Assert.Equal(isRight, run.Broken().Length == 0);
    }

    [Fact]
    public void What_was_noted_as_a_breach_breaks_the_contract()
    {
        var run = HandMade.Run();
        run.Records.Add(new Breach(run.Now(), "rule", "example"));

        Assert.Equal(["C"], run.Broken());
    }
}
