using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Settings;
using Conversations.Grains.Asks;

namespace Conversations.Grains.Tests.Asks;

/// <summary>The laws of one ask, on paper.</summary>
public sealed class AskDecisionsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly AskOptions Options = new();
    private static readonly Caller Mara = Person("mara");
    private static readonly Caller Jonas = Person("jonas");
    private static readonly Caller Lea = Person("lea");
    private int ids;

    [Fact]
    public void The_first_answer_stands_and_the_others_are_stopped()
    {
        var answered = Does(Asked(Jonas, Lea), Jonas, new AnswerAsk { Id = NextId(), Text = "There." });
        Assert.Equal((AskStates.Answered, "There.", Jonas.Employee), (answered.Phase, answered.View.Answer!.Text, answered.View.Answer.By));
        Assert.Equal(["answered", "stopped"], answered.People.Select(static person => person.State));
        Assert.Equal(["recordAnswer", "release", "release"], answered.Duties.Select(static duty => duty.Kind));
        Assert.Null(answered.RingUntil);
        var late = IsRefused(answered, Lea, new AnswerAsk { Id = NextId(), Text = "Here." });
        Assert.Equal((Problems.AlreadyAnswered, Jonas.Employee), (late.Slug, late.Owner));
    }

    [Fact]
    public void Whoever_reads_of_it_may_answer_but_not_the_asker()
    {
        Assert.Equal(AskStates.Answered, Does(Asked(Jonas), Lea, new AnswerAsk { Id = NextId(), Text = "There." }).Phase);
        Assert.Equal(Problems.Forbidden, IsRefused(Asked(Jonas), Mara, new AnswerAsk { Id = NextId(), Text = "There." }).Slug);
        var auditor = new Caller(new EmployeeId("aud"), "Aud", Role.Auditor, null);
        Assert.Equal(Problems.Forbidden, IsRefused(Asked(Jonas), auditor, new AnswerAsk { Id = NextId(), Text = "There." }).Slug);
    }

    [Fact]
    public void An_answer_that_does_not_help_starts_the_ring_anew_and_asks_those_again_who_were_stopped()
    {
        var answered = Does(Asked(Jonas, Lea), Jonas, new AnswerAsk { Id = NextId(), Text = "Hm." }) with { Duties = [] };
        var again = Does(answered, Mara, new JudgeAnswer { Id = NextId(), IsGood = false }, Start.AddSeconds(30));
        Assert.Equal((AskStates.Running, 0, Start.AddSeconds(90)), (again.Phase, again.Ring, again.RingUntil));
        Assert.Equal(["notGood", "asked"], again.People.Select(static person => person.State));
        Assert.Equal([("recordEnd", Mara.Employee), ("askAgain", Lea.Employee)], again.Duties.Select(static duty => (duty.Kind, duty.Employee!.Value)));
        Assert.Null(again.View.Answer);
        Assert.Equal(AskStates.Answered, Does(again, Lea, new AnswerAsk { Id = NextId(), Text = "There." }).Phase);
    }

    [Fact]
    public void Only_the_asker_judges_and_cancels_and_only_when_there_is_something_to()
    {
        var answered = Does(Asked(Jonas), Jonas, new AnswerAsk { Id = NextId(), Text = "There." });
        Assert.Equal(Problems.Forbidden, IsRefused(answered, Jonas, new JudgeAnswer { Id = NextId(), IsGood = true }).Slug);
        Assert.Equal(Problems.IllegalMove, IsRefused(answered, Mara, new CancelAsk { Id = NextId() }).Slug);
        Assert.Equal(Problems.IllegalMove, IsRefused(Asked(Jonas), Mara, new JudgeAnswer { Id = NextId(), IsGood = true }).Slug);
        var good = Does(answered, Mara, new JudgeAnswer { Id = NextId(), IsGood = true });
        Assert.Equal((AskStates.Good, "thank", Jonas.Employee), (good.Phase, Assert.Single(good.Duties).Kind, good.Duties[0].Employee));
        Assert.Equal(Problems.IllegalMove, IsRefused(good, Mara, new JudgeAnswer { Id = NextId(), IsGood = false }).Slug);
    }

    [Fact]
    public void When_everybody_asked_has_declined_the_next_ring_is_asked_at_once()
    {
        var one = Does(Asked(Jonas, Lea), Jonas, new DeclineAsk { Id = NextId() }, Start.AddSeconds(5));
        Assert.Equal(Start.AddSeconds(60), one.RingUntil);
        var none = Does(one with { Duties = [] }, Lea, new DeclineAsk { Id = NextId() }, Start.AddSeconds(9));
        Assert.Equal(Start.AddSeconds(9), none.RingUntil);
        Assert.Equal(Problems.NotFound, IsRefused(one, Person("eve"), new DeclineAsk { Id = NextId() }).Slug);
    }

    [Fact]
    public void An_ask_that_nobody_answers_ends_and_everybody_is_released()
    {
        var ended = AskDecisions.Expire(Asked(Jonas, Lea)).Next;
        Assert.Equal((AskStates.Expired, 3), (ended.Phase, ended.Duties.Length));
        Assert.All(ended.People, static person => Assert.Equal("stopped", person.State));
    }

    [Fact]
    public void Duties_have_the_same_ids_in_every_try_and_others_in_every_change()
    {
        var answer = new AnswerAsk { Id = NextId(), Text = "There." };
        var (first, second) = (Does(Asked(Jonas, Lea), Jonas, answer), Does(Asked(Jonas, Lea), Jonas, answer));
        Assert.Equal(first.Duties.Select(static duty => duty.Id), second.Duties.Select(static duty => duty.Id));
        var again = Does(first with { Duties = [] }, Mara, new JudgeAnswer { Id = NextId(), IsGood = false });
        Assert.Empty(first.Duties.Select(static duty => duty.Id).Intersect(again.Duties.Select(static duty => duty.Id)));
    }

    [Fact]
    public void A_ring_is_those_of_the_place_who_follow_the_topic_and_were_not_asked()
    {
        ImmutableArray<EmployeeSettings> all =
        [
            Settings("mara", "Refunds", "Service", "baggage"), Settings("near", "refunds", "Service", "Baggage"), Settings("other", "Refunds", "Service", "rates"),
            Settings("wide", "Desk", "Service", "baggage"), Settings("far", "", "", "baggage"), Settings("gone", "Refunds", "Service", "baggage") with { Disabled = true },
            Settings("aud", "Refunds", "Service", "baggage") with { Role = Role.Auditor },
        ];
        var state = Asked() with { Topics = ["baggage"] };
        Assert.Equal("near", Names(state, 0, all));
        Assert.Equal("near wide", Names(state, 1, all));
        Assert.Equal("far near wide", Names(state, 2, all));
        Assert.Equal("far wide", Names(state with { People = [new AskedPerson(new EmployeeId("near"), "team", null, "declined")] }, 2, all));
        Assert.Equal("near other", Names(state with { Topics = [] }, 0, all));
    }

    [Fact]
    public void A_stored_ask_is_read_as_it_was_and_without_its_words_too()
    {
        var state = Does(Asked(Jonas, Lea), Jonas, new AnswerAsk { Id = NextId(), Text = "There." });
        Assert.Equivalent(state, AskCodec.Read(AskCodec.Write(state)), strict: true);
        var erased = AskCodec.Read(AskCodec.Write(state with { Words = null }));
        Assert.Equal(("", ""), (erased.View.Question, erased.View.Answer!.Text));
    }

    [Fact]
    public void A_person_is_disturbed_so_often_in_a_day_and_being_asked_again_counts_once()
    {
        var state = ColleagueState.Empty;
        var first = NextId();
        state = state.Asked(first, 2, Start)!.Released(first).Asked(first, 2, Start)!.Asked(NextId(), 2, Start.AddHours(1))!;
        Assert.Equal(2, state.View(Start.AddHours(2)).AskedToday);
        Assert.Null(state.Asked(NextId(), 2, Start.AddHours(23)));
        Assert.NotNull(state.Asked(NextId(), 2, Start.AddHours(24)));
        Assert.Equal(state, state.Asked(first, 1, Start));
    }

    private static string Names(AskState state, int ring, ImmutableArray<EmployeeSettings> all) =>
        string.Join(' ', AskCandidates.Of(state, ring, all[0], all).Select(static one => one.Employee.Value).Order(StringComparer.Ordinal));

    private static EmployeeSettings Settings(string id, string team, string department, string topic) =>
        new() { Id = new EmployeeId(id), Name = id, Email = id, Role = Role.Agent, Team = team, Department = department, Topics = [topic] };

    private static AskState Asked(params Caller[] people)
    {
        var order = new AskOrder { Id = new Guid(7, 7, 7, new byte[8]), Conversation = new ConversationId(new string('a', 26)), Question = "Where?", Seq = 3, Queue = new QueueId("q") };
        var begun = AskDecisions.Begin(order, Mara, Start).Next with { Duties = [] };
        return AskDecisions.OpenRing(begun, 0, "Refunds", [.. people.Select(static one => new AskedPerson(one.Employee, AskRings.Team, null, "asked"))], Start, Options).Next with { Duties = [] };
    }

    private static AskState Does(AskState state, Caller caller, AskCommand command, DateTimeOffset? now = null)
    {
        var step = AskDecisions.Decide(state, command, caller, now ?? Start.AddSeconds(10), Options);
        Assert.Null(step.Rejection);
        return step.Next;
    }

    private static Rejection IsRefused(AskState state, Caller caller, AskCommand command)
    {
        var step = AskDecisions.Decide(state, command, caller, Start.AddSeconds(10), Options);
        Assert.NotNull(step.Rejection);
        Assert.Equal(state, step.Next);
        return step.Rejection;
    }

    private static Caller Person(string id) => new(new EmployeeId(id), id, Role.Agent, null);

    private Guid NextId() => new(++ids, 0, 0, new byte[8]);
}
