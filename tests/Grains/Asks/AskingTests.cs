using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;
using Conversations.Grains.Conversations;
using Conversations.Grains.Tests.Conversations;

namespace Conversations.Grains.Tests.Asks;

/// <summary>What an ask does to its conversation.</summary>
public sealed class AskingTests
{
    private readonly Story story = new();

    [Fact]
    public void Whoever_asks_keeps_the_conversation_while_the_ask_runs_and_not_for_ever()
    {
        Owned();
        Ask();
        Lapses(10);
        Assert.Equal(Story.Mara.Employee, story.State!.Owner);
        Lapses(10);
        Assert.Equal(Story.Mara.Employee, story.State!.Owner);
        Lapses(10);
        Assert.Null(story.State!.Owner);
    }

    [Fact]
    public void Somebody_elses_ask_keeps_nothing_and_an_answered_one_neither()
    {
        Owned();
        story.Does(Story.Jonas, new AskColleagues { Id = story.NextId(), Question = "Where?" });
        Lapses(10);
        Assert.Null(story.State!.Owner);
        story.Does(Story.Mara, new Claim { Id = story.NextId() });
        var ask = Ask();
        story.After(TimeSpan.FromMinutes(9));
        story.Does(Story.Jonas, new RecordAnswer { Id = story.NextId(), AskId = ask, Asker = Story.Mara.Employee, Text = "There." });
        Assert.Equal(story.Now.AddMinutes(5), story.State!.LeaseUntil);
        Lapses(5);
        Assert.Null(story.State!.Owner);
    }

    [Fact]
    public void An_absent_asker_gains_no_grace_by_asking()
    {
        Owned();
        Ask();
        var lost = story.Now;
        Lapses(10);
        story.After(TimeSpan.FromMinutes(1));
        var draft = new Draft(story.State, story.Version, story.Now);
        Assert.Null(OwnershipDecisions.GiveBackOfAbsent(draft, Story.Mara.Employee, lost, story.Options));
        Assert.Null(draft.State!.Owner);
    }

    [Fact]
    public void What_is_written_in_an_absent_owners_name_gives_her_no_grace()
    {
        Owned();
        var (ended, answered) = (Ask(), Ask());
        var (until, lost) = (story.State!.LeaseUntil, story.Now);
        story.After(TimeSpan.FromMinutes(1));
        story.Does(Story.Mara, new RecordAskEnd { Id = story.NextId(), AskId = ended, Reason = "expired" });
        story.Does(Story.Jonas, new RecordAnswer { Id = story.NextId(), AskId = answered, Asker = Story.Mara.Employee, Text = "There." });
        story.Does(Story.Mara, new ThankColleague { Id = story.NextId(), AskId = answered, Employee = Story.Jonas.Employee });
        story.Does(Story.Mara, Granted(isByHand: false));
        Assert.Equal(until, story.State!.LeaseUntil);
        var draft = new Draft(story.State, story.Version, lost + story.Options.Grace);
        Assert.Null(OwnershipDecisions.GiveBackOfAbsent(draft, Story.Mara.Employee, lost, story.Options));
        Assert.Null(draft.State!.Owner);
    }

    [Fact]
    public void Whoever_asks_or_gives_herself_is_there()
    {
        Owned();
        story.After(TimeSpan.FromMinutes(1));
        Ask();
        Assert.Equal(story.Now + story.Options.Lease, story.State!.LeaseUntil);
        story.After(TimeSpan.FromMinutes(1));
        story.Does(Story.Mara, Granted(isByHand: true));
        Assert.Equal(story.Now + story.Options.Lease, story.State!.LeaseUntil);
    }

    [Fact]
    public void Three_run_at_once_and_no_more_and_the_book_stays_small()
    {
        Owned();
        var first = Ask();
        Ask();
        Ask();
        Assert.Equal(Problems.TooMany, story.IsRefused(Story.Mara, new AskColleagues { Id = story.NextId(), Question = "Where?" }).Slug);
        story.Does(Story.Mara, new RecordAskEnd { Id = story.NextId(), AskId = first, Reason = "cancelled" });
        for (var number = 0; number < 20; number++)
        {
            story.Does(Story.Jonas, new RecordAnswer { Id = story.NextId(), AskId = Ask(), Asker = Story.Mara.Employee, Text = "There." });
        }

        Assert.Equal(AskBook.KnownMax, story.State!.Asks!.Known.Length);
    }

    [Fact]
    public void What_asks_wrote_is_read_again_and_builds_the_same_book()
    {
        Owned();
        var ask = Ask();
        ReadsAgain();
        story.Does(Story.Jonas, new RecordAnswer { Id = story.NextId(), AskId = ask, Asker = Story.Mara.Employee, Text = "There." });
        ReadsAgain();
        story.Does(Story.Mara, new RecordAskEnd { Id = story.NextId(), AskId = ask, Reason = "notGood" });
        Assert.Equal(1, story.State!.Asks!.Running);
        ReadsAgain();
        story.Does(Story.Mara, new ThankColleague { Id = story.NextId(), AskId = ask, Employee = Story.Jonas.Employee });
        ReadsAgain();
        Assert.Null(story.State!.Asks);
        Assert.DoesNotContain("asks", StateCodec.Write(story.State));
    }

    [Fact]
    public void That_an_ask_is_to_begin_is_committed_with_it_and_kept_until_it_and_every_later_one_has_begun()
    {
        Owned();
        Ask();
        var first = story.State!.Head;
        Assert.Contains(new DeadlineChange(DeadlineKinds.BeginAsks, first, story.Now + AskingDecisions.BeginsAfter), story.Last.Deadlines);
        Ask();
        var second = story.State.Head;
        Assert.Equal([first, second], story.State.Asks!.ToBegin(second));
        story.Fires(DeadlineKinds.BeginAsks, first);
        Assert.DoesNotContain(story.Last.Deadlines, static change => change.Kind == DeadlineKinds.BeginAsks);
        Assert.Contains(second, story.State.Asks.ToBegin(second));
        story.Fires(DeadlineKinds.BeginAsks, second);
        Assert.Contains(new DeadlineChange(DeadlineKinds.BeginAsks, 0, null), story.Last.Deadlines);
        Assert.Empty(story.State.Asks.ToBegin(second));
        Assert.False(story.State.Awaits(DeadlineKinds.BeginAsks));
    }

    [Fact]
    public void A_book_built_anew_remembers_what_is_to_begin_and_an_answered_ask_is_not_begun()
    {
        Owned();
        var ask = Ask();
        var (old, seq) = (story.State!.Asks!, story.State.Head);
        var built = new AskBook([.. old.Known.Select(static mark => mark with { BeginSeq = null })]);
        Assert.Equal([seq], AskBook.Remember(built, old)!.ToBegin(seq));
        Assert.Same(built, AskBook.Remember(built, null));
        story.Does(Story.Jonas, new RecordAnswer { Id = story.NextId(), AskId = ask, Asker = Story.Mara.Employee, Text = "There." });
        Assert.Empty(story.State.Asks!.ToBegin(seq));
    }

    [Fact]
    public void Nobody_asks_about_a_closed_conversation()
    {
        Owned();
        story.Does(Story.Mara, new Resolve { Id = story.NextId() });
        story.After(TimeSpan.FromDays(8)).Fires(DeadlineKinds.Close, story.State!.StateSeq);
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Story.Mara, new AskColleagues { Id = story.NextId(), Question = "Where?" }).Slug);
    }

    private void Owned()
    {
        story.Receives("m-1");
        story.Does(Story.Mara, new Claim { Id = story.NextId() });
    }

    private Guid Ask()
    {
        var id = story.NextId();
        story.Does(Story.Mara, new AskColleagues { Id = id, Question = "Where?", Topics = ["baggage"] });
        return id;
    }

    private RecordGesture Granted(bool isByHand) => new()
    {
        Id = story.NextId(), Gesture = story.NextId(), Entry = EntryKinds.GestureGranted, Kind = "refund", Amount = 100, Currency = "EUR", PolicyVersion = 1, IsByHand = isByHand,
    };

    private void Lapses(int minutes) => story.After(TimeSpan.FromMinutes(minutes)).Fires(DeadlineKinds.Lease, story.State!.Epoch);

    private void ReadsAgain()
    {
        var written = story.Last.Entries[^1];
        var row = new EntryRow { Seq = written.Seq, At = written.At, Kind = written.Kind, Actor = written.Actor, Data = written.Data, Words = written.Words };
        var again = EntryCodec.Write(EntryReader.Read(row, "t-1"), row.Seq, row.At, row.Actor, null);
        Assert.Equal((row.Kind, row.Data, row.Words), (again.Kind, again.Data, again.Words));
    }
}
