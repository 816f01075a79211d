using Conversations.Load.Ledgers;

namespace Conversations.Load.Tests.Checks;

public sealed class OrderCheckTests
{
    [Fact]
    public void A_gap_in_the_journal_is_found()
    {
        var run = HandMade.Run();
        run.Entry("noteAdded");
        run.Entries[^1] = run.Entries[^1] with { Seq = run.Entries[^1].Seq + 1 };

        Assert.Contains("I5", run.Broken());
    }

    [Fact]
    public void Messages_that_changed_places_are_found()
    {
        var run = HandMade.Run();
        (run.Entries[0], run.Entries[1]) = (run.Entries[1] with { Seq = 1, Hash = "h1" }, run.Entries[0] with { Seq = 2, Hash = "h2" });
        run.Change<MessageAnswered>(answer => answer.Id == "m1", answer => answer with { Seq = 2 });
        run.Change<MessageAnswered>(answer => answer.Id == "m2", answer => answer with { Seq = 1 });

        Assert.Equal(["I5"], run.Broken());
    }

    [Fact]
    public void Items_of_an_array_that_changed_places_are_found()
    {
        var run = HandMade.Run();
        run.Change<MessageAnswered>(answer => answer.Id == "m1", answer => answer with { Post = "p", Index = 1, SentAt = 0 });
        run.Change<MessageAnswered>(answer => answer.Id == "m2", answer => answer with { Post = "p", Index = 0, SentAt = 0 });

        Assert.Equal(["I5"], run.Broken());
    }

    [Fact]
    public void Replies_that_overtook_each_other_are_found()
    {
        var run = HandMade.Run();
        run.Queue("r2");
        run.Queue("r3");
        run.Receive("r3", "Taken");
        run.Receive("r2", "Taken");
        run.Entry("replySent", entry => entry with { ReplyId = "r2" });
        run.Entry("replySent", entry => entry with { ReplyId = "r3" });

        Assert.Equal(["I5"], run.Broken());
    }

    [Fact]
    public void Two_replies_of_a_conversation_in_flight_at_once_are_found()
    {
        var run = HandMade.Run();
        run.Reply("r2");
        run.Reply("r3");
        run.Change<ReplyReceived>(received => received.ReplyId == "r2", received => received with { At = run.Now() });

        Assert.Contains("I5", run.Broken());
    }

    [Fact]
    public void A_reply_that_its_network_reported_delivered_holds_up_no_other_however_long_its_last_attempt_hangs()
    {
        var run = HandMade.Run();
        run.Reply("r2");
        var reportedAt = run.Now();
        run.Reply("r3");
        var first = run.Records.OfType<ReplyReceived>().Single(received => received.ReplyId == "r2");
        run.Records.Add(first with { BeganAt = reportedAt - 1, At = run.Now(), Attempt = 2 });
        Assert.Contains("I5", run.Broken());

        run.Records.Add(new StatusAcknowledged(run.Now(), reportedAt, "r2", "delivered"));
        run.Entry("replyDelivered", entry => entry with { ReplyId = "r2" });

        Assert.DoesNotContain("I5", run.Broken());
    }

    [Fact]
    public void A_delivery_reported_after_the_next_reply_began_excuses_nothing()
    {
        var run = HandMade.Run();
        run.Reply("r2");
        run.Reply("r3");
        run.Change<ReplyReceived>(received => received.ReplyId == "r2", received => received with { At = run.Now() });
        run.Records.Add(new StatusAcknowledged(run.Now(), run.Now(), "r2", "delivered"));
        run.Entry("replyDelivered", entry => entry with { ReplyId = "r2" });

        Assert.Contains("I5", run.Broken());
    }

    [Fact]
    public void An_entry_that_a_dashboard_skipped_is_found()
    {
        var run = HandMade.Run();
        run.Forget<EntrySeen>(seen => seen.Seq == 2);

        Assert.Equal(["I5"], run.Broken());
    }

    [Fact]
    public void An_entry_that_a_dashboard_shows_otherwise_is_found()
    {
        var run = HandMade.Run();
        run.Change<EntrySeen>(seen => seen.Seq == 2, seen => seen with { Hash = "other" });

        Assert.Equal(["I5"], run.Broken());
    }

    [Fact]
    public void A_dashboard_that_never_sees_the_end_is_found()
    {
        var run = HandMade.Run();
        run.Forget<EntrySeen>(seen => seen.Seq == run.Entries.Count);

        Assert.Equal(["I5"], run.Broken());
    }

    [Fact]
    public void A_dashboard_that_stopped_watching_owes_nothing()
    {
        var run = HandMade.Run();
        run.Records.Add(new WatchEnded(run.Now(), "d1", "c1"));
        run.Entries.Add(run.Entries[0] with { Seq = run.Entries.Count + 1, Kind = "noteAdded", ExternalId = null });

        Assert.Empty(run.Broken());
    }

    [Fact]
    public void A_pushed_gap_is_found_even_when_the_dashboard_repaired_it()
    {
        var run = HandMade.Run();
        run.Records.Add(new EntriesBroken(run.Now(), "d1", "c1", 4, 5));

        Assert.Equal(["I5"], run.Broken());
    }
}
