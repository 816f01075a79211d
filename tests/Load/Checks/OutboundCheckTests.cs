using Conversations.Load.Ledgers;

namespace Conversations.Load.Tests.Checks;

public sealed class OutboundCheckTests
{
    [Fact]
    public void An_accepted_reply_that_is_not_in_the_journal_is_found()
    {
        var run = HandMade.Run();
        run.Command("r2", "reply");
        run.Records.Add(new CommandAnswered(run.Now(), "r2", 202, null, 9, null, "pending"));

        Assert.Equal(["I3"], run.Broken());
    }

    [Fact]
    public void A_reply_still_pending_at_the_end_is_found()
    {
        var run = HandMade.Run();
        run.Queue("r2");

        Assert.Equal(["I3"], run.Broken());
    }

    [Fact]
    public void A_reply_retried_by_hand_is_pending_until_it_ends_again()
    {
        var run = HandMade.Run();
        run.Queue("r2");
        run.Receive("r2", "Refused");
        run.Entry("replyFailed", entry => entry with { ReplyId = "r2" });
        run.Entry("replyRetried", entry => entry with { ReplyId = "r2" });

        Assert.Equal(["I3"], run.Broken());
    }

    [Fact]
    public void A_reply_told_as_sent_that_the_network_never_got_is_found()
    {
        var run = HandMade.Run();
        run.Forget<ReplyReceived>(received => received.ReplyId == "r1");
        run.Reply("r2");

        Assert.Equal(["I3"], run.Broken());
    }

    [Fact]
    public void A_cancelled_reply_that_reached_the_customer_is_found()
    {
        var run = HandMade.Run();
        run.Queue("r2");
        run.Receive("r2", "TakenThenReset");
        run.Entry("replyCancelled", entry => entry with { ReplyId = "r2" });

        Assert.Equal(["I3"], run.Broken());
    }

    [Fact]
    public void A_reply_the_network_took_that_is_told_as_failed_is_found()
    {
        var run = HandMade.Run();
        run.Queue("r2");
        run.Receive("r2", "Taken");
        run.Entry("replyFailed", entry => entry with { ReplyId = "r2" });

        Assert.Equal(["I3"], run.Broken());
    }

    [Fact]
    public void A_reply_sent_again_after_its_answer_is_found()
    {
        var run = HandMade.Run();
        run.Receive("r1", "Taken", 2);

        Assert.Equal(["I4"], run.Broken());
    }

    [Fact]
    public void A_reply_sent_again_after_the_target_was_killed_is_the_channels_idempotence()
    {
        var run = HandMade.Run();
        run.Change<RunBegan>(_ => true, began => began with { ExpectsOutages = true });
        run.Records.Add(new SocketLost(run.Now(), "d1"));
        run.Receive("r1", "Taken", 2);

        Assert.Empty(run.Broken());
    }

    [Theory]
    [InlineData(true, 0, 60, new string[0])]
    [InlineData(true, 0, 5, new[] { "I4" })]
    [InlineData(true, 5, 60, new[] { "I4" })]
    [InlineData(false, 0, 60, new[] { "I4" })]
    public void A_reply_sent_again_a_minute_after_its_silo_was_killed_is_the_channels_idempotence(bool expectsOutages, int troubleAfter, int againAfter, string[] broken)
    {
        var run = HandMade.Run();
        run.Change<RunBegan>(_ => true, began => began with { ExpectsOutages = expectsOutages });
        run.Pass(TimeSpan.FromSeconds(troubleAfter));
        run.Records.Add(new AttemptFailed(run.Now(), "webhook", "503"));
        run.Pass(TimeSpan.FromSeconds(againAfter - troubleAfter));
        run.Receive("r1", "Taken", 2);

        Assert.Equal(broken, run.Broken());
    }

    [Fact]
    public void A_reply_sent_again_after_a_lost_answer_is_right()
    {
        var run = HandMade.Run();
        run.Queue("r2");
        run.Receive("r2", "TakenThenReset");
        run.Receive("r2", "Taken", 2);
        run.Entry("replySent", entry => entry with { ReplyId = "r2" });

        Assert.Empty(run.Broken());
    }

    [Fact]
    public void The_same_words_under_two_reply_ids_are_found()
    {
        var run = HandMade.Run();
        run.Reply("r2");
        var words = run.Entries.Single(entry => entry is { Kind: "replyQueued", ReplyId: "r1" }).TextHash!;
        run.Entries[^2] = run.Entries[^2] with { TextHash = words };
        run.Change<CommandSent>(sent => sent.Id == "r2", sent => sent with { TextHash = words });
        run.Change<ReplyReceived>(received => received.ReplyId == "r2", received => received with { TextHash = words });

        Assert.Equal(["I4"], run.Broken());
    }

    [Fact]
    public void A_reply_that_stands_twice_is_found()
    {
        var run = HandMade.Run();
        run.Entry("replyQueued", entry => entry with { ReplyId = "r1", TextHash = run.Entries[3].TextHash });

        Assert.Equal(["I4"], run.Broken());
    }

    [Fact]
    public void A_refused_reply_that_stands_in_the_journal_is_found()
    {
        var run = HandMade.Run();
        run.Command("r2", "reply");
        run.Entry("replyQueued", entry => entry with { ReplyId = "r2" });
        run.Records.Add(new CommandAnswered(run.Now(), "r2", 409, "newer-message", null, null, null));

        Assert.Equal(["I4"], run.Broken());
    }

    [Fact]
    public void A_reply_that_nobody_wrote_is_found()
    {
        var run = HandMade.Run();
        run.Receive("stranger", "Taken");

        Assert.Equal(["I4"], run.Broken());
    }

    [Fact]
    public void An_acknowledged_status_that_is_not_in_the_journal_is_found()
    {
        var run = HandMade.Run();
        run.Records.Add(new StatusAcknowledged(run.Now(), run.Now(), "r1", "delivered"));

        Assert.Equal(["I3"], run.Broken());
    }
}
