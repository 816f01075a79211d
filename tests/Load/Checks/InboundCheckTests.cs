using Conversations.Load.Ledgers;

namespace Conversations.Load.Tests.Checks;

public sealed class InboundCheckTests
{
    [Fact]
    public void An_honest_run_breaks_nothing()
    {
        var verdict = HandMade.Run().Judge();

        Assert.Empty(verdict.Laws.SelectMany(law => law.Examples));
        Assert.True(verdict.Holds);
    }

    [Fact]
    public void A_run_that_exchanged_nothing_does_not_hold() => Assert.False(new HandMade().Judge().Holds);

    [Fact]
    public void A_lost_message_is_found()
    {
        var run = HandMade.Run();
        run.Entries[1] = run.Entries[1] with { Kind = "noteAdded", ExternalId = null };

        Assert.Equal(["I1"], run.Broken());
    }

    [Fact]
    public void A_message_in_other_words_is_found()
    {
        var run = HandMade.Run();
        run.Entries[1] = run.Entries[1] with { TextHash = "other" };

        Assert.Equal(["I1"], run.Broken());
    }

    [Fact]
    public void A_message_at_another_place_than_acknowledged_is_found()
    {
        var run = HandMade.Run();
        run.Change<MessageAnswered>(answer => answer.Id == "m1", answer => answer with { Seq = 9 });

        Assert.Contains("I1", run.Broken());
    }

    [Fact]
    public void A_valid_message_in_quarantine_is_found()
    {
        var run = HandMade.Run();
        run.Change<MessageAnswered>(answer => answer.Id == "m1", answer => answer with { Status = "quarantined", Conversation = null, Seq = null });

        Assert.Contains("I1", run.Broken());
    }

    [Fact]
    public void A_message_that_stands_twice_is_found()
    {
        var run = HandMade.Run();
        run.Entry("messageReceived", entry => entry with { ExternalId = "m1", TextHash = run.Entries[0].TextHash });

        Assert.Equal(["I2"], run.Broken());
    }

    [Fact]
    public void A_repeat_that_was_given_another_place_is_found()
    {
        var run = HandMade.Run();
        run.Answer("m1", "duplicate", 2, run.Now());

        Assert.Equal(["I2"], run.Broken());
    }

    [Fact]
    public void A_repeat_that_was_accepted_again_is_found()
    {
        var run = HandMade.Run();
        run.Answer("m1", "accepted", 1, run.Now());

        Assert.Equal(["I2"], run.Broken());
    }

    [Fact]
    public void A_repeat_told_as_duplicate_is_right()
    {
        var run = HandMade.Run();
        run.Answer("m1", "duplicate", 1, run.Now());

        Assert.Empty(run.Broken());
    }

    [Fact]
    public void A_message_that_nobody_offered_is_found()
    {
        var run = HandMade.Run();
        run.Entry("messageReceived", entry => entry with { ExternalId = "stranger" });

        Assert.Equal(["I2"], run.Broken());
    }

    [Fact]
    public void A_message_never_acknowledged_is_told_as_not_settled()
    {
        var run = HandMade.Run();
        run.Records.Add(new MessageOffered(run.Now(), "ch", "t1", "m3", "hash", null, 0));

        Assert.Equal(["I8"], run.Broken());
    }
}
