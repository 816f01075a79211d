using System.Collections.Immutable;
using System.Reflection;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Tests.Conversations;
using Conversations.Testing.Golden;

namespace Conversations.Grains.Tests.Golden;

/// <summary>What released programs wrote is read by this one, and every conversation in it goes on.</summary>
public sealed class GoldenJournalTests
{
    private static readonly ConversationOptions Options = new();

    public static TheoryData<int> Versions => [.. GoldenJournal.Versions];

    [Fact]
    public void The_newest_journal_stands_in_the_repository() => Assert.Equal(GoldenStories.Version, GoldenJournal.Versions[^1]);

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_entry_is_read(int version)
    {
        foreach (var stream in Truth(version).Streams)
        {
            foreach (var entry in stream.Entries)
            {
                var happened = EntryReader.Read(entry, "t-1");
                Assert.IsNotType<UnknownEvent>(happened);
                if (!stream.IsErased)
                {
                    var again = EntryCodec.Write(happened, entry.Seq, entry.At, entry.Actor, null);
                    Assert.Equal((entry.Kind, entry.Data, entry.Words), (again.Kind, again.Data, again.Words));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_reply_that_waits_can_be_sent(int version)
    {
        foreach (var (append, insert) in GoldenJournal.Read(version).Appends.SelectMany(append => append.OutboxInserts, (append, insert) => (append, insert)))
        {
            var reply = OutgoingCodec.Read(insert.Payload);
            Assert.Equal((insert.ReplyId, append.Stream), (reply.ReplyId, reply.ConversationId));
            Assert.All([reply.Thread, reply.Visibility, reply.Text, reply.AuthorName], Assert.NotEmpty);
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_command_is_answered_again_as_it_was(int version)
    {
        foreach (var command in GoldenJournal.Read(version).Appends.SelectMany(append => append.Commands))
        {
            Assert.Equal(command.Answer, AnswerCodec.Write(AnswerCodec.Read(command.Answer)));
        }
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Every_state_is_read_and_its_conversation_goes_on(int version)
    {
        foreach (var append in GoldenJournal.Read(version).Appends)
        {
            GoesOn(append.State, append.ExpectedVersion + 1, append.Summary?.Id ?? new ConversationId(append.Stream));
        }

        foreach (var stream in Truth(version).Streams)
        {
            GoesOn(stream.State, stream.Version, new ConversationId(stream.Name));
        }
    }

    [Fact]
    public void Every_kind_and_state_that_is_written_today_stands_in_a_released_journal()
    {
        var appends = GoldenJournal.Versions.SelectMany(version => GoldenJournal.Read(version).Appends).ToList();
        var entries = appends.SelectMany(append => append.Entries).ToList();
        Holds(Words(typeof(EntryKinds)), entries.Select(entry => entry.Kind));
        Holds(Words(typeof(DeadlineKinds)), appends.SelectMany(append => append.Deadlines).Select(change => change.Kind));
        Holds(Words(typeof(DeliveryStates)).Except([DeliveryStates.Sending]), appends.SelectMany(append => append.OutboxMoves.Select(move => move.To).Concat(append.OutboxInserts.Select(row => row.State))));
        Holds(
            Words(typeof(ConversationStates)).Except([ConversationStates.Offered, ConversationStates.WaitingInternal]),
            appends.Select(append => StateCodec.Read(append.State).State));

        var events = entries.Select(entry => EntryReader.Read(Row(entry), "t-1").GetType());
        var written = typeof(ConversationEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ConversationEvent)) && type != typeof(UnknownEvent) && !type.IsAbstract);
        Holds(written.Select(type => type.Name), events.Select(type => type.Name));
    }

    /// <summary>The customer writes, and an employee labels, claims or reopens: each is decided and applied.</summary>
    private static void GoesOn(string json, long version, ConversationId id)
    {
        var state = StateCodec.Read(json);
        var draft = new Draft(state, version, state.LastAt.AddDays(400));
        var message = Story.Message("golden-next", "still there?", Audiences.Private) with { Thread = state.Thread };
        ReceiveDecisions.Receive(
            draft,
            new ReceiveMessages { Channel = state.Channel, ChannelKind = state.ChannelKind, Queue = state.Queue, Messages = [message] },
            ImmutableDictionary<string, long>.Empty,
            Options);
        // Private words may have released it from whoever could not read them.
        var expected = draft.Head + (draft.Existing.Owner is null ? 2 : 1);
        var reply = new Reply { Id = new Guid(1, -1, 0, new byte[8]), Text = "yes", SeenSeq = state.Head + 1, Audience = Audiences.Private, SendAnyway = true };
        var next = Decide(draft, id, reply);
        Assert.Equal(expected, next.Result!.Seq);
        var append = draft.ToAppend(id);
        Assert.Equal(state.Head + 1, append.Entries[0].Seq);
        Assert.Equal("golden-next", OutgoingCodec.Read(append.OutboxInserts.Single().Payload).ReplyTo);
        Assert.Equal(draft.Head, StateCodec.Read(append.State).Head);
    }

    private static Decided Decide(Draft draft, ConversationId id, ConversationCommand command)
    {
        var decided = ConversationDecisions.Decide(draft, id, command, Story.Lead, Options);
        Assert.Null(decided.Rejection);
        return decided;
    }

    private static GoldenTruth Truth(int version)
    {
        var truth = new GoldenTruth();
        GoldenJournal.Read(version).Steps.ToList().ForEach(truth.Take);
        return truth;
    }

    private static void Holds(IEnumerable<string> wanted, IEnumerable<string> found)
    {
        var missing = wanted.Except(found).ToList();
        Assert.True(
            missing.Count == 0,
            $"No released journal has {string.Join(", ", missing)}: add to {nameof(GoldenStories)}, raise its Version, run ./test --golden.");
    }

    private static IEnumerable<string> Words(Type constants) =>
        constants.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static EntryRow Row(NewEntry entry) =>
        new() { Seq = entry.Seq, At = entry.At, Kind = entry.Kind, Actor = entry.Actor, Data = entry.Data, Words = entry.Words };
}
