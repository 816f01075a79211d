using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Handovers;
using Conversations.Testing.Golden;
using static Conversations.Grains.Tests.Conversations.Story;

namespace Conversations.Grains.Tests.Conversations;

/// <summary>A snapshot of an older shape is rebuilt from the entries, and is then what it would have been all along.</summary>
public sealed class SnapshotTests
{
    private const int OlderShape = ConversationState.Shape - 1;

    public static TheoryData<int> Versions => [.. GoldenJournal.Versions];

    [Theory]
    [MemberData(nameof(Versions))]
    public async Task Every_released_conversation_is_rebuilt_to_what_its_snapshot_says(int version)
    {
        var truth = new GoldenTruth();
        foreach (var step in GoldenJournal.Read(version).Steps)
        {
            truth.Take(step);
            if (step.Append is { } append)
            {
                var stream = truth.Streams.Single(stream => stream.Name == append.Stream);
                await IsRebuiltAsync(stream.Entries, stream.State);
            }
        }

        foreach (var stream in truth.Streams)
        {
            await IsRebuiltAsync(stream.Entries, stream.State);
        }
    }

    /// <summary>What was released before there was a book of custody says nothing of one; its entries do.</summary>
    private static async Task IsRebuiltAsync(ImmutableArray<EntryRow> entries, string snapshot)
    {
        var rebuilt = await RebuildAsync(entries, snapshot);
        Assert.Equal(Written(snapshot), StateCodec.Write(snapshot.Contains("\"custody\"", StringComparison.Ordinal) ? rebuilt : rebuilt with { Custody = CustodyBook.None }));
    }

    [Fact]
    public async Task A_reply_taken_back_after_rebuilding_gives_the_customer_her_own_waiting_time_back()
    {
        var entries = ImmutableArray.CreateBuilder<EntryRow>();
        var story = new Story(onAppend: append => entries.AddRange(append.Entries.Select(Row)));
        var asked = story.Receives("m-1").Now;
        var reply = story.After(TimeSpan.FromMinutes(1)).Reply(hold: 30);
        story.Does(Mara, reply);
        story.After(TimeSpan.FromSeconds(1)).Receives("m-2");

        var state = await RebuildAsync(entries.ToImmutable(), story.Last.State);
        var draft = new Draft(state, story.Version, story.Now);
        ConversationDecisions.Decide(draft, Id, new CancelReply { Id = story.NextId(), ReplyId = reply.Id }, Mara, story.Options);

        Assert.Equal(asked, draft.State!.WaitingSince);
    }

    [Fact]
    public async Task A_journal_with_a_hole_is_told_and_not_waited_for()
    {
        var story = new Story().Receives("m-1");
        await Assert.ThrowsAsync<InvalidOperationException>(() => RebuildAsync([], story.Last.State));
    }

    [Fact]
    public async Task A_snapshot_of_a_newer_program_is_refused()
    {
        var story = new Story().Receives("m-1");
        var head = new StreamHead(Id.Value, 1, 1, ConversationState.Shape + 1, story.Last.State);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Snapshot.RestoreAsync(new PaperJournal([]), head, Id));
    }

    private static Task<ConversationState> RebuildAsync(ImmutableArray<EntryRow> entries, string snapshot) => Snapshot.RestoreAsync(
        new PaperJournal(entries), new StreamHead(Id.Value, 1, StateCodec.Read(snapshot).Head, OlderShape, snapshot), Id);

    private static string Written(string snapshot) => StateCodec.Write(StateCodec.Read(snapshot));

    private static EntryRow Row(NewEntry entry) =>
        new() { Seq = entry.Seq, At = entry.At, Kind = entry.Kind, Actor = entry.Actor, Data = entry.Data, Words = entry.Words };
}
