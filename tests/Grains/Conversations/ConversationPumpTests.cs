using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Tests.Conversations;

public sealed class ConversationPumpTests
{
    [Fact]
    public async Task A_status_that_waits_behind_a_void_report_of_the_same_reply_is_journaled()
    {
        var story = new Story().Receives("m-1");
        var reply = story.Reply();
        story.Does(Story.Mara, reply);
        var journal = new GatedJournal(story);
        var pump = new ConversationPump(Story.Id, journal, TimeProvider.System, new ConversationOptions());

        // The network tells "delivered" before the sender reports "sent", and "read" right behind: the last two wait for the first append.
        var delivered = Post(pump, new DeliveryReport { ReplyId = reply.Id, Status = "delivered" });
        var sent = Post(pump, new DeliveryReport { ReplyId = reply.Id, Status = DeliveryStates.Sent, Attempt = 1 });
        var read = Post(pump, new DeliveryReport { ReplyId = reply.Id, Status = "read" });
        journal.Answer(Appended.Instance);
        journal.Answer(new OutboxMoved(reply.Id));
        journal.Answer(Appended.Instance);

        Assert.True(await delivered);
        Assert.False(await sent);
        Assert.True(await read);
        Assert.Equal(EntryKinds.ReplyRead, Assert.Single(journal.Last!.Entries).Kind);
    }

    [Fact]
    public async Task A_reply_names_the_message_its_author_had_seen_however_old_that_is()
    {
        var story = new Story();
        var entries = ImmutableArray.CreateBuilder<EntryRow>();
        for (var number = 1; number <= ConversationState.RecentMessagesMax + 5; number++)
        {
            var entry = story.Receives($"m-{number}").Last.Entries.Single();
            entries.Add(new EntryRow { Seq = entry.Seq, At = entry.At, Kind = entry.Kind, Actor = entry.Actor, Data = entry.Data, Words = entry.Words });
        }

        var journal = new GatedJournal(story) { Entries = entries.ToImmutable() };
        var pump = new ConversationPump(Story.Id, journal, TimeProvider.System, new ConversationOptions());
        var reply = new PendingExecution(story.Reply(seen: 3, anyway: true), Story.Mara, "fingerprint");
        pump.Post(reply);
        journal.Answer(Appended.Instance);

        Assert.Null((await reply.Done).Rejection);
        Assert.Equal("m-3", OutgoingCodec.Read(journal.Last!.OutboxInserts.Single().Payload).ReplyTo);
    }

    private static Task<bool> Post(ConversationPump pump, DeliveryReport report)
    {
        var pending = new PendingReport(report);
        pump.Post(pending);
        return pending.Done;
    }

    /// <summary>Knows the story's conversation; each append waits for the answer that the test gives.</summary>
    private sealed class GatedJournal(Story story) : IJournal
    {
        private readonly Queue<AppendOutcome> _answers = new();
        private TaskCompletionSource<AppendOutcome>? _asked;

        public Append? Last { get; private set; }

        public ImmutableArray<EntryRow> Entries { get; init; } = [];

        public void Answer(AppendOutcome outcome)
        {
            if (_asked is { } asked)
            {
                _asked = null;
                asked.SetResult(outcome);
            }
            else
            {
                _answers.Enqueue(outcome);
            }
        }

        public ValueTask<AppendOutcome> AppendAsync(Append append)
        {
            Last = append;
            if (_answers.TryDequeue(out var known))
            {
                return ValueTask.FromResult(known);
            }

            _asked = new TaskCompletionSource<AppendOutcome>();
            return new ValueTask<AppendOutcome>(_asked.Task);
        }

        public ValueTask<StreamHead?> ReadHeadAsync(string stream, CancellationToken cancellationToken) =>
            ValueTask.FromResult<StreamHead?>(new StreamHead(stream, story.Version, story.State!.Head, story.Last.StateShape, story.Last.State));

        public ValueTask<ImmutableArray<EntryRow>> ReadEntriesAsync(string stream, long afterSeq, int limit, CancellationToken cancellationToken) =>
            ValueTask.FromResult<ImmutableArray<EntryRow>>([.. Entries.Where(entry => entry.Seq > afterSeq).Take(limit)]);

        public ValueTask<KnownCommand?> FindCommandAsync(Guid commandId, CancellationToken cancellationToken) => ValueTask.FromResult<KnownCommand?>(null);

        public ValueTask EraseWordsAsync(string stream, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
