using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Simulation.World;

namespace Conversations.Simulation.Laws;

/// <summary>I3, I4, I5: every reply comes to an end that is true, no customer gets one twice unless a person sent it again, and they come in order.</summary>
internal static class ReplyLaws
{
    public static void Check(World.World world, List<Journal> journals)
    {
        var deliveries = world.Ledger.Deliveries.ToLookup(delivery => delivery.ReplyId);
        foreach (var journal in journals)
        {
            var stories = Stories(journal);
            foreach (var story in stories)
            {
                CheckEnd(world, story);
                CheckCopies(story, [.. deliveries[story.ReplyId]]);
            }

            CheckOrder(stories, deliveries);
        }

        foreach (var row in world.Database.Outbox.All)
        {
            AllLaws.Must(
                journals.Exists(journal => journal.Events.Any(it => it.Event is ReplyQueued reply && reply.ReplyId == row.ReplyId)),
                "I3 every outbox row has its entry", () => row.ToString());
        }
    }

    private static List<ReplyStory> Stories(Journal journal) =>
    [
        .. journal.Events.Where(it => it.Event is ReplyQueued).Select(it => new ReplyStory(
            journal.Stream, ((ReplyQueued)it.Event).ReplyId, it.Entry.Seq,
            [.. journal.Events.Where(other => other.Event is ReplyMoved moved && moved.ReplyId == ((ReplyQueued)it.Event).ReplyId).Select(other => other.Entry)])),
    ];

    /// <summary>The row and the entries tell the same end, and it is one.</summary>
    private static void CheckEnd(World.World world, ReplyStory story)
    {
        var row = world.Database.Outbox.Find(story.ReplyId);
        AllLaws.Must(row is not null, "I3 no accepted reply is lost", () => story.ToString());
        AllLaws.Must(
            row!.State is DeliveryStates.Sent or DeliveryStates.Failed or DeliveryStates.Unknown or DeliveryStates.Cancelled,
            "I3 every accepted reply comes to an end", () => $"{story}: {row}");
        AllLaws.Must(story.End == row.State, "I3 the journal tells how it ended", () => $"{story}: the row is {row.State}");
        var takenByNetwork = world.Network.HasTaken(story.ReplyId);
        AllLaws.Must(
            row.State != DeliveryStates.Sent || takenByNetwork || story.IsSettledByPerson, "I3 nothing is called sent that was not",
            () => $"{story}: the network never took it");
        AllLaws.Must(
            row.State != DeliveryStates.Failed || !takenByNetwork || story.WasUnclear || story.WasToldFailed, "I3 nothing is called failed that arrived",
            () => $"{story}: the network took it");
        AllLaws.Must(
            row.State != DeliveryStates.Cancelled || !takenByNetwork || story.WasUnclear || story.WasToldFailed, "I4 nothing is sent that was cancelled",
            () => $"{story}: the network took it");
    }

    private static void CheckCopies(ReplyStory story, List<DeliveryRecord> deliveries)
    {
        var allowed = deliveries.Exists(delivery => delivery.Channel == Company.Channels[0].Id) ? 1 : 1 + story.Retries;
        AllLaws.Must(deliveries.Count <= allowed, "I4 no customer gets a reply twice", () => $"{story}: {deliveries.Count} times, {allowed} allowed");
    }

    /// <summary>A reply may come after a later one only when it was unclear or failed before: then the later one did not wait for ever, or a person sent it again.</summary>
    private static void CheckOrder(List<ReplyStory> stories, ILookup<Guid, DeliveryRecord> deliveries)
    {
        var arrived = stories.Where(story => deliveries[story.ReplyId].Any()).Select(story => (Story: story, First: deliveries[story.ReplyId].First())).ToList();
        for (var at = 1; at < arrived.Count; at++)
        {
            var (later, before) = (arrived[at], arrived[..at]);
            foreach (var earlier in before.Where(it => it.First.Order > later.First.Order))
            {
                AllLaws.Must(
                    earlier.Story.WasUnclear || earlier.Story.WasFailed, "I5 replies come in order",
                    () => $"{later.Story} came before {earlier.Story}");
            }
        }
    }

    /// <param name="Seq">Of the entry that queued it.</param>
    /// <param name="Moves">All later entries about it.</param>
    private sealed record ReplyStory(string Stream, Guid ReplyId, long Seq, List<EntryRow> Moves)
    {
        public int Retries => Moves.Count(move => move.Kind == EntryKinds.ReplyRetried);

        public bool WasUnclear => Moves.Exists(move => move.Kind == EntryKinds.ReplyUnknown);

        public bool WasFailed => Moves.Exists(move => move.Kind == EntryKinds.ReplyFailed);

        /// <summary>The network took it and told later that it failed.</summary>
        public bool WasToldFailed => Moves.Exists(move => move.Kind == EntryKinds.ReplyFailed && !move.Data.Contains("reason", StringComparison.Ordinal));

        public bool IsSettledByPerson => Moves.Exists(move => move.Kind == EntryKinds.ReplySent && move.Actor.Kind == "employee");

        public string? End => Moves.LastOrDefault()?.Kind switch
        {
            EntryKinds.ReplySent or EntryKinds.ReplyDelivered or EntryKinds.ReplyRead => DeliveryStates.Sent,
            EntryKinds.ReplyFailed => DeliveryStates.Failed,
            EntryKinds.ReplyUnknown => DeliveryStates.Unknown,
            EntryKinds.ReplyCancelled => DeliveryStates.Cancelled,
            _ => null,
        };

        public override string ToString() => $"reply {ReplyId} at {Seq} of {Stream} [{string.Join(", ", Moves.Select(move => $"{move.Kind}@{move.Seq}"))}]";
    }
}
