using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Floor;

namespace Conversations.Web.Tests.Floor;

/// <summary>What of a conversation's entries somebody from the floor reads.</summary>
public sealed class FloorThreadTests
{
    private static readonly EmployeeId Nora = new("nora");
    private static readonly EmployeeId Omar = new("omar");

    private static readonly ImmutableArray<EntryRow> Entries =
    [
        Entry(1, EntryKinds.MessageReceived, "u-1", """{"visibility":"public"}"""),
        Entry(2, EntryKinds.DraftProposed, "nora", """{"audience":"public","seenSeq":1}"""),
        Entry(3, EntryKinds.DraftGivenBack, "mara", """{"proposalSeq":2,"authorId":"nora"}"""),
        Entry(4, EntryKinds.DraftProposed, "omar", """{"audience":"public","seenSeq":1}"""),
        Entry(5, EntryKinds.DraftGivenBack, "mara", """{"proposalSeq":4,"authorId":"omar"}"""),
        Entry(6, EntryKinds.ReplyQueued, "mara", """{"replyId":"r-1","audience":"private"}"""),
        Entry(7, EntryKinds.ReplySent, "system", """{"replyId":"r-1"}"""),
        Entry(8, EntryKinds.NoteAdded, "mara", "{}"),
        Entry(9, EntryKinds.CoSignAsked, "omar", """{"gestureId":"g-1"}"""),
        Entry(10, EntryKinds.GestureReleased, "omar", """{"gestureId":"g-1"}"""),
    ];

    [Fact]
    public void A_proposal_the_word_it_came_back_with_and_a_gift_are_for_their_author_alone()
    {
        Assert.Equal([1, 2, 3], Seqs(Nora, readsProposals: false));
        Assert.Equal([1, 4, 5, 9, 10], Seqs(Omar, readsProposals: false));
        Assert.Equal([1], Seqs(new EmployeeId("ida"), readsProposals: false));
    }

    [Fact]
    public void Who_answers_customers_reads_all_proposals_and_gifts_and_still_nothing_private_here() => Assert.Equal([1, 2, 3, 4, 5, 9, 10], Seqs(new EmployeeId("mara"), readsProposals: true));

    private static IEnumerable<long> Seqs(EmployeeId reader, bool readsProposals) => FloorThread.Of(Entries, reader, readsProposals).Select(entry => entry.Seq);

    private static EntryRow Entry(long seq, string kind, string actor, string data) =>
        new() { Seq = seq, At = DateTimeOffset.UnixEpoch, Kind = kind, Actor = new Actor("employee", actor, actor), Data = data, Words = """{"text":"words"}""" };
}
