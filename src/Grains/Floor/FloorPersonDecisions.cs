using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Floor;

/// <summary>What an order changes, and the entries that say so; kinds of a person's floor stream, conversations have none of them.</summary>
/// <param name="Entries">Data and words of each, in order.</param>
public sealed record FloorStep(FloorPersonState State, ImmutableArray<FloorEntry> Entries);

public sealed record FloorEntry(string Kind, JsonObject Data, string? Reason = null, string? Key = null);

/// <summary>
/// How a person comes to the floor, rises on it, and leaves: pure. Results only raise. Down goes it by a lead alone, with a reason that the person reads.
/// Whoever is set to a grade by hand earns the next one from there.
/// </summary>
public static class FloorPersonDecisions
{
    public const string Enrolled = "enrolled";
    public const string Left = "left";
    public const string ResultCounted = "resultCounted";
    public const string GradeChanged = "gradeChanged";

    /// <summary>How many results of its kind a grade needs to become the next one; 0 at the last.</summary>
    public static int NeededAfter(string grade) => grade switch
    {
        FloorGrades.Observe => Limits.FloorReadsForDraft,
        FloorGrades.Draft => Limits.FloorDraftsForAnswer,
        FloorGrades.Answer => Limits.FloorAnswersForAct,
        _ => 0,
    };

    public static FloorStep Enrol(FloorPersonState state, int version, DateTimeOffset now) => state.IsEnrolled && state.AcceptedVersion == version
        ? new FloorStep(state, [])
        : new FloorStep(
            state with { IsEnrolled = true, AcceptedVersion = version, Since = state.IsEnrolled ? state.Since : now },
            [new FloorEntry(Enrolled, new JsonObject { ["version"] = version, ["grade"] = state.Grade })]);

    public static FloorStep Leave(FloorPersonState state) => state.IsEnrolled
        ? new FloorStep(state with { IsEnrolled = false }, [new FloorEntry(Left, [])])
        : new FloorStep(state, []);

    public static FloorStep SetGrade(FloorPersonState state, string grade, EmployeeId by, string reason, DateTimeOffset now) => state.Grade == grade
        ? new FloorStep(state, [])
        : new FloorStep(
            state with { Grade = grade, Done = 0, ChangedFrom = state.Grade, ChangedAt = now, ChangedBy = by, Words = new FloorPersonWords(reason) },
            [new FloorEntry(GradeChanged, Change(state.Grade, grade, "hand"), reason)]);

    /// <summary>
    /// Marks a claim that is about to be made; null when she has as many as she may. The mark is fenced by the stream, and counts until it is known what came of the claim:
    /// what she has is read before, so of any two claims at once, one sees the other.
    /// </summary>
    /// <param name="has">Where a customer waits for her.</param>
    /// <param name="ended">Claims that were answered: those that came to something are in <paramref name="has"/>.</param>
    public static FloorStep? Claim(FloorPersonState state, string conversation, IReadOnlyCollection<string> has, IReadOnlyCollection<string> ended, DateTimeOffset now)
    {
        ImmutableArray<FloorClaimMark> underWay =
        [
            .. (state.Claiming ?? []).Where(mark => mark.Conversation != conversation && mark.At > now - Limits.FloorClaimUnknownFor && !ended.Contains(mark.Conversation)),
        ];
        var others = underWay.Select(static mark => mark.Conversation).Union(has).Count(id => id != conversation);
        return others < Limits.FloorClaimsMax ? new FloorStep(state with { Claiming = underWay.Add(new FloorClaimMark(conversation, now)) }, []) : null;
    }

    /// <summary>Every result is kept; those of the grade's own kind count, and the last one needed raises it.</summary>
    public static FloorStep Record(FloorPersonState state, FloorResult result, DateTimeOffset now)
    {
        var entry = new FloorEntry(
            ResultCounted, new JsonObject { ["result"] = result.Kind, ["conversationId"] = result.Conversation.Value }, Key: result.Key);
        var next = result.Kind == FloorResults.Read ? state : state with
        {
            Recent = [result.Conversation.Value, .. state.Recent.Where(known => known != result.Conversation.Value).Take(Limits.FloorRecentMax - 1)],
        };
        if (!state.IsEnrolled || result.Kind != CountsFor(state.Grade))
        {
            return new FloorStep(next, [entry]);
        }

        if (state.Done + 1 < NeededAfter(state.Grade))
        {
            return new FloorStep(next with { Done = state.Done + 1 }, [entry]);
        }

        var raised = FloorGrades.After(state.Grade)!;
        return new FloorStep(
            next with { Grade = raised, Done = 0, ChangedFrom = state.Grade, ChangedAt = now, ChangedBy = null, Words = null },
            [entry, new FloorEntry(GradeChanged, Change(state.Grade, raised, "results"))]);
    }

    private static string? CountsFor(string grade) => grade switch
    {
        FloorGrades.Observe => FloorResults.Read,
        FloorGrades.Draft => FloorResults.DraftSent,
        FloorGrades.Answer => FloorResults.Answered,
        _ => null,
    };

    private static JsonObject Change(string from, string to, string by) => new() { ["from"] = from, ["to"] = to, ["by"] = by };
}
