using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Simulation.World;

namespace Conversations.Simulation.Laws;

/// <summary>Of each conversation: numbers without a gap, a snapshot and a summary that follow from the entries, no deadline missed, nobody's hand in it who may not.</summary>
internal static class ConversationLaws
{
    public static void Check(World.World world, Journal journal)
    {
        for (var at = 0; at < journal.Events.Count; at++)
        {
            var entry = journal.Events[at].Entry;
            AllLaws.Must(entry.Seq == at + 1, "L2 numbers are gapless", () => $"{journal.Stream} has {entry.Seq} at place {at + 1}");
            AllLaws.Must(MayHaveDone(entry), "I7 nobody does what she may not", () => $"{entry.Actor} did {entry.Kind} at {entry.Seq} of {journal.Stream}");
        }

        CheckState(world, journal);
        CheckDeadlines(world, journal);
    }

    private static bool MayHaveDone(EntryRow entry) =>
        entry.Actor.Kind != "employee" || (Company.Find(entry.Actor.Id) is { } caller && caller.May(PermissionOf(entry.Kind)) && caller.Via == entry.Actor.Via);

    private static Permission PermissionOf(string kind) => kind switch
    {
        EntryKinds.NoteAdded => Permission.Note,
        EntryKinds.Claimed => Permission.Claim,
        EntryKinds.Released => Permission.Release,
        EntryKinds.Assigned => Permission.Assign,
        EntryKinds.LabelsChanged => Permission.Label,
        EntryKinds.PriorityChanged => Permission.Prioritise,
        EntryKinds.StateChanged => Permission.Resolve,
        _ => Permission.Reply,
    };

    private static void CheckState(World.World world, Journal journal)
    {
        var rebuilt = Rebuild(journal);
        AllLaws.Must(
            Text(rebuilt) == Text(journal.State), "L3 the snapshot follows from the entries", () => $"{journal.Stream}\n  entries  {Text(rebuilt)}\n  snapshot {Text(journal.State)}");
        var summary = world.Database.Summary(journal.Stream);
        var expected = journal.State.Summary(new ConversationId(journal.Stream));
        AllLaws.Must(
            summary is not null && JsonSerializer.Serialize(summary) == JsonSerializer.Serialize(expected), "L3 the summary follows from the entries",
            () => $"{journal.Stream}\n  entries {expected}\n  summary {summary}");
    }

    /// <summary>The lease and the target are no part of the entries: they are taken from the snapshot.</summary>
    private static ConversationState Rebuild(Journal journal)
    {
        var first = (MessageReceived)journal.Events[0].Event;
        var state = ConversationApply.Start(journal.State.Channel, journal.State.ChannelKind, journal.State.Queue, first.Message, journal.Events[0].Entry.At);
        foreach (var (entry, happened) in journal.Events)
        {
            state = ConversationApply.Apply(state, happened, entry.Actor, entry.At);
        }

        return state with { LeaseUntil = journal.State.LeaseUntil, ReplyTargetSeconds = journal.State.ReplyTargetSeconds };
    }

    /// <summary>All deadlines are gone by now, so nothing may still wait for one.</summary>
    private static void CheckDeadlines(World.World world, Journal journal)
    {
        var state = journal.State;
        AllLaws.Must(
            state.State is not (ConversationStates.Snoozed or ConversationStates.Resolved) && state.LeaseUntil is null, "L5 every deadline fires",
            () => $"{journal.Stream} is {state.State} until {state.SnoozedUntil:O}, leased until {state.LeaseUntil:O}; it is {world.Cluster.Now:O}");
        AllLaws.Must(
            state is not { Owner: not null, WaitingSince: not null } || !ConversationStates.IsOpen(state.State), "L5 nobody keeps a waiting customer for ever",
            () => $"{journal.Stream} is {state.State}, owned by {state.Owner}, its customer waits since {state.WaitingSince:O}");
    }

    private static string Text(ConversationState state) => StateCodec.Write(state);
}
