using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Silo.Demo;

/// <summary>
/// Writes a script as the journal would have it, had it happened at those times: the same pure decisions. Only what would
/// leave the house is left out: the replies of the past have arrived and are not sent again.
/// </summary>
internal sealed class DemoHistory(IJournal journal, ConversationIds ids, TimeProvider time)
{
    private static readonly ConversationOptions Options = new();

    /// <summary>False when it is there already. Written whole or not at all: whoever stops the program in between finds no half of it.</summary>
    public async Task<bool> WriteAsync(DemoScript script, CancellationToken cancellationToken)
    {
        var id = ids.Of(script.Channel, script.Thread);
        if (await journal.ReadHeadAsync(id.Value, cancellationToken) is not null)
        {
            return false;
        }

        ConversationState? state = null;
        var steps = new List<Append>();
        var now = time.GetUtcNow();
        foreach (var (step, number) in script.Steps.Select((step, index) => (step, index + 1)))
        {
            var draft = new Draft(state, version: 0, Rounded(now.AddMinutes(-step.MinutesAgo)));
            Play(draft, script, id, step, number, now);
            steps.Add(draft.ToAppend(id));
            state = draft.State;
        }

        var outcome = await journal.AppendAsync(Whole(steps));
        return outcome is Appended ? true : throw new InvalidOperationException($"The history of {script.Thread} was not taken: {outcome.GetType().Name}.");
    }

    private static Append Whole(List<Append> steps) => steps[^1] with
    {
        Entries = [.. steps.SelectMany(static step => step.Entries)],
        Summary = steps.FindLast(static step => step.Summary is not null)?.Summary,
        Commands = [.. steps.SelectMany(static step => step.Commands)],
        Deadlines = [.. steps.SelectMany(static step => step.Deadlines)],
        Promises = [.. steps.SelectMany(static step => step.Promises).GroupBy(static change => change.Id).Select(static changes => changes.Last())],
        OutboxInserts = [],
        OutboxMoves = [],
    };

    private static void Play(Draft draft, DemoScript script, ConversationId id, DemoStep step, int number, DateTimeOffset now)
    {
        switch (step)
        {
            case DemoStep.Writes writes:
                Write(draft, script, writes, number);
                break;
            case DemoStep.Replies replies:
                var reply = new Reply { Id = CommandId(script, number), Text = replies.Text, SeenSeq = draft.Head };
                Order(draft, id, replies.By, reply);
                Arrive(draft, reply.Id);
                break;
            case DemoStep.Notes notes:
                Order(draft, id, notes.By, new AddNote { Id = CommandId(script, number), Text = notes.Text });
                break;
            case DemoStep.Labels labels:
                Order(draft, id, labels.By, new SetLabels { Id = CommandId(script, number), Labels = [.. labels.All] });
                break;
            case DemoStep.Prioritises prioritises:
                Order(draft, id, prioritises.By, new SetPriority { Id = CommandId(script, number), Priority = prioritises.Priority });
                break;
            case DemoStep.Resolves resolves:
                Order(draft, id, resolves.By, new Resolve { Id = CommandId(script, number) });
                break;
            case DemoStep.Releases releases:
                Order(draft, id, releases.By, new Release { Id = CommandId(script, number) });
                break;
            case DemoStep.Promises promises:
                var word = new NewPromise(promises.What, Rounded(now.AddMinutes(promises.DueInMinutes)));
                Order(draft, id, promises.By, new MakePromise { Id = CommandId(script, number), Promise = word });
                break;
            case DemoStep.Snoozes snoozes:
                Order(draft, id, snoozes.By, new Snooze { Id = CommandId(script, number), Until = Rounded(now.AddHours(snoozes.HoursFromNow)) });
                break;
        }
    }

    private static void Write(Draft draft, DemoScript script, DemoStep.Writes writes, int number)
    {
        var channel = DemoCompany.Channels.Single(known => known.Id == script.Channel);
        var queue = DemoCompany.Queues.Single(known => known.Id == channel.Queue);
        var received = new ReceiveMessages
        {
            Channel = script.Channel,
            ChannelKind = "webhook",
            Queue = queue.Id,
            ReplyTargetSeconds = queue.ReplyTargetSeconds,
            Messages =
            [
                new InboundMessage
                {
                    ExternalId = $"{script.Thread}-{number}",
                    Thread = script.Thread,
                    Visibility = channel.Visibility,
                    Text = writes.Text,
                    SentAt = draft.Now,
                    Sender = script.Customer,
                },
            ],
        };
        ReceiveDecisions.Receive(draft, received, ImmutableDictionary<string, long>.Empty, Options);
    }

    private static void Order(Draft draft, ConversationId id, EmployeeId by, ConversationCommand command)
    {
        var person = DemoCompany.People.Single(known => known.Id == by);
        var decided = ConversationDecisions.Decide(draft, id, command, new Caller(by, person.Name, person.Role, null), Options);
        if (decided.Rejection is { } no)
        {
            throw new InvalidOperationException($"The demo's script is wrong: {command.GetType().Name} was refused with {no.Slug}.");
        }
    }

    private static void Arrive(Draft draft, Guid replyId)
    {
        draft.Record(new ReplyMoved(EntryKinds.ReplySent, replyId, null), Actor.System);
        draft.Record(new ReplyMoved(EntryKinds.ReplyDelivered, replyId, null), Actor.System, SourceKeys.Status(replyId, "delivered"));
    }

    private static Guid CommandId(DemoScript script, int number) =>
        new((int)TextHash.Of(script.Thread), (short)number, 0x4000, 0x80, 0, 0, 0, 0, 0, 0, 1);

    private static DateTimeOffset Rounded(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
}
