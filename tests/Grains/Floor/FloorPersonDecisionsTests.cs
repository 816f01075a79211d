using Conversations.Contracts;
using Conversations.Contracts.Floor;
using Conversations.Grains.Floor;

namespace Conversations.Grains.Tests.Floor;

/// <summary>How a person rises on the floor, and that she never goes down without being told why.</summary>
public sealed class FloorPersonDecisionsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly EmployeeId Lead = new("lead");
    private FloorPersonState state = FloorPersonState.None;
    private int keys;

    [Fact]
    public void Who_comes_starts_by_observing_and_who_comes_back_stands_where_she_left()
    {
        Assert.Equal(FloorGrades.None, state.Standing().Grade);
        state = FloorPersonDecisions.Enrol(state, 1, Now).State;
        Assert.Equal((FloorGrades.Observe, 1, Now), (state.Standing().Grade, state.AcceptedVersion, state.Since));
        state = FloorPersonDecisions.SetGrade(state, FloorGrades.Answer, Lead, "She knows it all.", Now).State;
        state = FloorPersonDecisions.Leave(state).State;
        Assert.Equal(FloorGrades.None, state.Standing().Grade);
        Assert.Equal(FloorGrades.Answer, FloorPersonDecisions.Enrol(state, 1, Now).State.Standing().Grade);
    }

    [Fact]
    public void Results_of_each_grade_raise_to_the_next_and_only_they()
    {
        state = FloorPersonDecisions.Enrol(state, 1, Now).State;
        Counts(FloorResults.DraftSent, 5, FloorGrades.Observe);
        Counts(FloorResults.Read, Limits.FloorReadsForDraft - 1, FloorGrades.Observe);
        Counts(FloorResults.Read, 1, FloorGrades.Draft);
        Counts(FloorResults.DraftChanged, 5, FloorGrades.Draft);
        Counts(FloorResults.DraftGivenBack, 5, FloorGrades.Draft);
        Counts(FloorResults.DraftSent, Limits.FloorDraftsForAnswer - 1, FloorGrades.Draft);
        Assert.Equal((Limits.FloorDraftsForAnswer - 1, Limits.FloorDraftsForAnswer), (state.Standing().Done, state.Standing().Needed));
        Counts(FloorResults.DraftSent, 1, FloorGrades.Answer);
        Counts(FloorResults.AnsweredBadly, 9, FloorGrades.Answer);
        Counts(FloorResults.Answered, Limits.FloorAnswersForAct, FloorGrades.Act);
        Counts(FloorResults.AnsweredBadly, 9, FloorGrades.Act);
        Assert.Equal(0, state.Standing().Needed);
        Assert.Null(state.Standing().LastChange!.By);
    }

    [Fact]
    public void A_rise_is_an_entry_of_its_own_beside_the_result_that_brought_it()
    {
        state = FloorPersonDecisions.Enrol(state, 1, Now).State with { Done = Limits.FloorReadsForDraft - 1 };
        var step = FloorPersonDecisions.Record(state, new FloorResult("k", FloorResults.Read, new ConversationId("c")), Now);
        Assert.Equal([FloorPersonDecisions.ResultCounted, FloorPersonDecisions.GradeChanged], step.Entries.Select(entry => entry.Kind));
        Assert.Equal("k", step.Entries[0].Key);
    }

    [Fact]
    public void A_lead_who_lowers_says_why_and_what_is_next_is_earned_anew()
    {
        state = FloorPersonDecisions.Enrol(state, 1, Now).State with { Grade = FloorGrades.Act };
        var step = FloorPersonDecisions.SetGrade(state, FloorGrades.Draft, Lead, "Let us look at the tone together.", Now);
        Assert.Equal("Let us look at the tone together.", Assert.Single(step.Entries).Reason);
        var change = step.State.Standing().LastChange!;
        Assert.Equal((FloorGrades.Act, FloorGrades.Draft, Lead, "Let us look at the tone together."), (change.From, change.To, change.By, change.Reason));
        Assert.Equal((0, Limits.FloorDraftsForAnswer), (step.State.Standing().Done, step.State.Standing().Needed));
        Assert.DoesNotContain("tone", step.Entries[0].Data.ToJsonString());
    }

    [Fact]
    public void What_she_did_last_is_remembered_once_each_and_no_more_than_so_many()
    {
        state = FloorPersonDecisions.Enrol(state, 1, Now).State;
        for (var number = 0; number < Limits.FloorRecentMax + 5; number++)
        {
            Records(FloorResults.DraftSent, $"c{number}");
            Records(FloorResults.DraftSent, $"c{number}");
        }

        Assert.Equal(Limits.FloorRecentMax, state.Recent.Length);
        Assert.Equal("c24", state.Recent[0]);
    }

    private void Counts(string kind, int times, string grade)
    {
        for (var time = 0; time < times; time++)
        {
            Records(kind, $"c{++keys}");
        }

        Assert.Equal(grade, state.Standing().Grade);
    }

    private void Records(string kind, string conversation) =>
        state = FloorPersonDecisions.Record(state, new FloorResult($"k{++keys}", kind, new ConversationId(conversation)), Now).State;
}
