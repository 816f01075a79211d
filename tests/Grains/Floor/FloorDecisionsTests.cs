using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Floor;
using Conversations.Grains.Tests.Conversations;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Floor;

/// <summary>What people from the open floor may do with a conversation, by their grade, and what comes of it.</summary>
public sealed class FloorDecisionsTests
{
    private static readonly Caller Nora = new(new EmployeeId("nora"), "Nora Berg", Role.Colleague, null);
    private static readonly Caller Omar = new(new EmployeeId("omar"), "Omar Aziz", Role.Colleague, null);
    private readonly Story story = new();

    [Fact]
    public void Who_observes_cannot_claim_and_who_is_not_on_the_floor_cannot_either()
    {
        story.Receives("m-1", visibility: Audiences.Public);
        Assert.Equal(Problems.FloorGrade, story.IsRefused(Nora, Claim()).Slug);
        Assert.Equal(Problems.FloorGrade, story.IsRefused(At(Nora, FloorGrades.Observe), Claim()).Slug);
        Assert.Equal(Problems.FloorGrade, story.IsRefused(Mara, Claim()).Slug);
        Assert.Equal(Problems.Forbidden, story.IsRefused(Story.Operator, Claim()).Slug);
    }

    [Fact]
    public void A_claim_holds_for_the_floors_lease_and_goes_back_with_its_age()
    {
        story.Options.FloorLease = TimeSpan.FromMinutes(3);
        story.Receives("m-1", visibility: Audiences.Public);
        var since = story.State!.WaitingSince;
        var claimed = story.Does(At(Nora, FloorGrades.Draft), Claim());

        Assert.Equal((1L, story.Now.AddMinutes(3)), (claimed.Epoch, claimed.LeaseUntil));
        story.After(TimeSpan.FromMinutes(3)).Fires(DeadlineKinds.Lease, 1);
        Assert.Equal((null, ConversationStates.New, since), (story.State!.Owner, story.State.State, story.State.WaitingSince));
    }

    [Fact]
    public void Of_many_who_claim_one_has_it()
    {
        story.Receives("m-1", visibility: Audiences.Public).Does(At(Nora, FloorGrades.Draft), Claim());
        var refusal = story.IsRefused(At(Omar, FloorGrades.Act), Claim());
        Assert.Equal((Problems.AlreadyOwned, Nora.Employee), (refusal.Slug, refusal.Owner));
    }

    [Fact]
    public void What_is_not_public_is_not_on_the_floor()
    {
        story.Receives("m-1");
        Assert.Equal(Problems.NotFound, story.IsRefused(At(Nora, FloorGrades.Act), Claim()).Slug);
    }

    [Fact]
    public void Who_drafts_proposes_and_cannot_reply_by_any_road()
    {
        var nora = ClaimedBy(Nora, FloorGrades.Draft);
        Assert.Equal(Problems.FloorGrade, story.IsRefused(nora, FloorReply()).Slug);
        Assert.Equal(Problems.FloorGrade, story.IsRefused(nora, new ResolveOnFloor { Id = story.NextId() }).Slug);
        Assert.Equal(Problems.Forbidden, story.IsRefused(nora, story.Reply()).Slug);
        Assert.Equal(Problems.Forbidden, story.IsRefused(nora, new Claim { Id = story.NextId() }).Slug);

        var seq = story.Does(nora, Proposal("We have found it.")).Seq;
        Assert.Equal(new FloorProposal(seq, Nora.Employee), Assert.Single(story.State!.Floor!.Proposals));
        Assert.Contains("We have found it.", Assert.Single(story.Last.Entries).Words);
        Assert.Empty(story.Last.OutboxInserts);
        Assert.Equal(story.Now + story.Options.FloorLease, story.State.LeaseUntil);
    }

    [Fact]
    public void A_proposal_goes_out_in_its_authors_name_and_its_sender_is_kept()
    {
        var seq = story.Does(ClaimedBy(Nora, FloorGrades.Draft), Proposal("We have found it.")).Seq;
        story.Does(Mara, Send(seq, "We have found it."));

        var entry = Assert.Single(story.Last.Entries);
        Assert.Equal("mara", entry.Actor.Id);
        Assert.Contains("\"authorId\":\"nora\",\"change\":\"none\"", entry.Data);
        Assert.Equal("Nora", OutgoingCodec.Read(Assert.Single(story.Last.OutboxInserts).Payload).AuthorName);
        Assert.Equal((Nora.Employee, ConversationStates.WaitingCustomer), (story.State!.Owner, story.State.State));
        Assert.Empty(story.State.Floor!.Proposals);
        Assert.Equal([Nora.Employee], story.State.Floor.Answered);
        Assert.Equal(FloorResults.DraftSent, Assert.Single(story.State.Floor.Pending).Kind);
        Assert.Contains(new DeadlineChange(DeadlineKinds.Floor, story.State.Head, story.Now), story.Last.Deadlines);
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Mara, Send(seq, "Again.")).Slug);
    }

    [Fact]
    public void Other_words_in_its_place_count_as_changed()
    {
        var seq = story.Does(ClaimedBy(Nora, FloorGrades.Draft), Proposal("We have found it.")).Seq;
        story.Does(Mara, Send(seq, "Please write to us in private about all of this, would you?"));
        Assert.Equal(FloorResults.DraftChanged, Assert.Single(story.State!.Floor!.Pending).Kind);
    }

    [Fact]
    public void A_proposal_is_not_sent_past_newer_words_nor_past_another_owner()
    {
        var seq = story.Does(ClaimedBy(Nora, FloorGrades.Draft), Proposal("We have found it.")).Seq;
        story.Receives("m-2", "Never mind.", Audiences.Public);
        Assert.Equal(Problems.NewerMessage, story.IsRefused(Mara, Send(seq, "We have found it.", seen: seq)).Slug);
        story.Does(Lead, new AssignEmployee { Id = story.NextId(), Employee = Jonas.Employee });
        Assert.Equal(Problems.OwnedByOther, story.IsRefused(Mara, Send(seq, "We have found it.")).Slug);
    }

    [Fact]
    public void A_proposal_given_back_keeps_the_word_and_is_open_no_more()
    {
        var seq = story.Does(ClaimedBy(Nora, FloorGrades.Draft), Proposal("Not our fault.")).Seq;
        story.Does(Mara, new GiveBackProposal { Id = story.NextId(), ProposalSeq = seq, Word = "Say sorry first." });
        Assert.Contains("Say sorry first.", Assert.Single(story.Last.Entries).Words);
        Assert.Empty(story.State!.Floor!.Proposals);
        Assert.Equal(Problems.IllegalMove, story.IsRefused(Mara, Send(seq, "Not our fault.")).Slug);
    }

    [Fact]
    public void A_second_proposal_of_the_same_author_takes_the_place_of_the_first_and_there_are_only_so_many()
    {
        var nora = ClaimedBy(Nora, FloorGrades.Draft);
        story.Does(nora, Proposal("One."));
        var second = story.Does(nora, Proposal("Two.")).Seq;
        Assert.Equal(second, Assert.Single(story.State!.Floor!.Proposals).Seq);

        for (var number = 1; number < Limits.FloorProposalsMax; number++)
        {
            story.Does(nora, new ReleaseOnFloor { Id = story.NextId() });
            nora = new Caller(new EmployeeId($"n{number}"), "N", Role.Colleague, null) { Floor = FloorGrades.Draft };
            story.Does(nora, Claim());
            story.Does(nora, Proposal("More."));
        }

        story.Does(nora, new ReleaseOnFloor { Id = story.NextId() });
        var omar = At(Omar, FloorGrades.Draft);
        story.Does(omar, Claim());
        Assert.Equal(Problems.TooMany, story.IsRefused(omar, Proposal("Too much.")).Slug);
    }

    [Fact]
    public void Who_answers_replies_and_is_judged_a_day_later()
    {
        var nora = ClaimedBy(Nora, FloorGrades.Answer);
        story.Does(nora, FloorReply());
        var due = story.Now + story.Options.FloorOutcomeAfter;
        Assert.Contains(new DeadlineChange(DeadlineKinds.Floor, story.State!.Head, due), story.Last.Deadlines);
        story.Does(nora, FloorReply());
        var pending = Assert.Single(story.State.Floor!.Pending);
        Assert.Equal((FloorResults.Answered, false), (pending.Kind, pending.IsBad));

        Fires(story.State.Head, due.AddSeconds(-1));
        Assert.Single(story.State.Floor!.Pending);
        story.After(story.Options.FloorOutcomeAfter);
        Fires(story.State.Head, due);
        Assert.Empty(story.State.Floor!.Pending);
        Assert.False(story.State.Awaits(DeadlineKinds.Floor));
    }

    [Fact]
    public void An_answer_that_a_colleague_takes_up_again_counts_against_it()
    {
        var nora = ClaimedBy(Nora, FloorGrades.Answer);
        story.Does(nora, FloorReply());
        story.Does(nora, new ResolveOnFloor { Id = story.NextId() });
        story.After(TimeSpan.FromHours(2)).Does(Mara, new Reopen { Id = story.NextId() });
        Assert.True(Assert.Single(story.State!.Floor!.Pending).IsBad);
        Assert.Contains(story.Last.Deadlines, change => change.Kind == DeadlineKinds.Floor && change.DueAt <= story.Now);
    }

    [Fact]
    public void An_answer_that_is_given_to_another_counts_against_it_and_a_customer_who_writes_again_does_not()
    {
        story.Does(ClaimedBy(Nora, FloorGrades.Answer), FloorReply());
        story.Receives("m-2", "And the other one?", Audiences.Public);
        Assert.False(Assert.Single(story.State!.Floor!.Pending).IsBad);
        Assert.Equal((Nora.Employee, ConversationStates.Owned), (story.State.Owner, story.State.State));
        story.Does(Lead, new AssignEmployee { Id = story.NextId(), Employee = Jonas.Employee });
        Assert.True(Assert.Single(story.State!.Floor!.Pending).IsBad);
    }

    [Fact]
    public void Who_answers_customers_by_role_needs_no_grade_but_comes_to_the_floor_first()
    {
        var mara = ClaimedBy(Mara, FloorGrades.Observe);
        story.Does(mara, FloorReply());
        Assert.Equal(ConversationStates.WaitingCustomer, story.State!.State);
    }

    [Fact]
    public void Nobody_acts_on_the_floor_on_what_another_has()
    {
        ClaimedBy(Nora, FloorGrades.Answer);
        var omar = At(Omar, FloorGrades.Act);
        foreach (var command in new ConversationCommand[] { FloorReply(), Proposal("x"), new ReleaseOnFloor { Id = story.NextId() }, new ResolveOnFloor { Id = story.NextId() } })
        {
            Assert.Equal(Problems.OwnedByOther, story.IsRefused(omar, command).Slug);
        }
    }

    [Fact]
    public void The_floors_part_of_the_state_is_rebuilt_from_the_entries()
    {
        var appended = new List<Append>();
        var told = new Story(1, appended.Add);
        told.Receives("m-1", visibility: Audiences.Public);
        var nora = At(Nora, FloorGrades.Answer);
        told.Does(nora, new ClaimOnFloor { Id = told.NextId() });
        told.Does(nora, new ReplyOnFloor { Id = told.NextId(), Text = "Hello", SeenSeq = told.State!.Head });
        told.Does(nora, new ProposeReply { Id = told.NextId(), Text = "Or this", SeenSeq = told.State.Head });
        var state = told.State! with { Head = 0, Floor = null, Owner = null, Epoch = 0 };
        foreach (var entry in appended.SelectMany(append => append.Entries))
        {
            var row = new EntryRow { Seq = entry.Seq, At = entry.At, Kind = entry.Kind, Actor = entry.Actor, Data = entry.Data, Words = entry.Words };
            state = ConversationApply.Apply(state, EntryReader.Read(row, "t-1"), row.Actor, row.At);
        }

        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(told.State.Floor), System.Text.Json.JsonSerializer.Serialize(state.Floor));
    }

    [Theory]
    [InlineData("We have found it.", "We have  found\nit.", FloorText.None)]
    [InlineData("Dear Ana, we are sorry. We have found your case and send it today.", "Dear Ana, we are very sorry. We have found your case and send it today.", FloorText.Light)]
    [InlineData("We have found your case and send it today. We are sorry, Ana.", "We are sorry, Ana. We have found your case and send it today.", FloorText.Light)]
    [InlineData("We have found it.", "Please write to us in private.", FloorText.Much)]
    [InlineData("No.", "", FloorText.Much)]
    public void What_was_changed_is_measured_by_words(string proposed, string sent, string change) => Assert.Equal(change, FloorText.Change(proposed, sent));

    private static Caller At(Caller caller, string grade) => caller with { Floor = grade };

    private Caller ClaimedBy(Caller caller, string grade)
    {
        story.Receives("m-1", "My case is lost", Audiences.Public).Does(At(caller, grade), Claim());
        return At(caller, grade);
    }

    private void Fires(long epoch, DateTimeOffset due)
    {
        var draft = new Draft(story.State, story.Version, story.Now);
        FloorDecisions.Fire(draft, new DeadlineRow(story.Conversation.Value, DeadlineKinds.Floor, epoch, due), story.Options);
        story.Commit(draft);
    }

    private ClaimOnFloor Claim() => new() { Id = story.NextId() };

    private ReplyOnFloor FloorReply() => new() { Id = story.NextId(), Text = "We are on it", SeenSeq = story.State!.Head };

    private ProposeReply Proposal(string text) => new() { Id = story.NextId(), Text = text, SeenSeq = story.State!.Head };

    private SendProposal Send(long seq, string text, long? seen = null) =>
        new() { Id = story.NextId(), ProposalSeq = seq, Text = text, SeenSeq = seen ?? story.State!.Head, Proposed = "We have found it.", AuthorName = "Nora" };
}
