using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;
using Conversations.Silo.Feed;
using Microsoft.Extensions.Logging;
using Orleans;

namespace Conversations.Silo.Demo;

/// <summary>
/// Colleagues who are there while somebody looks: they answer what they are asked, sign what is put before them and take what is handed to them, some seconds later, through
/// the grains that everybody's orders go through. What they do without being asked stands in <see cref="DemoMinutes"/>.
/// </summary>
internal sealed partial class DemoColleagues(IGrainFactory grains, INotices notices, IJournal journal, FeedPublisher publisher, TimeProvider time, Random random, ILogger logger)
{
    private const string WebNode = "demo";
    private const int NoticesMax = 20;
    private static readonly TimeSpan LooksEvery = TimeSpan.FromSeconds(2);
    private static readonly ImmutableArray<EmployeeId> People = [DemoCompany.Leila, DemoCompany.Priya];
    private readonly DateTimeOffset since = time.GetUtcNow();

    /// <summary>Their lines are open, as a web node would tell it.</summary>
    public Task AreThereAsync(CancellationToken cancellationToken) => RepeatAsync(Limits.NodeBeat, async () =>
    {
        var report = new ConnectionReport { WebNode = WebNode, Lines = 1, Since = since };
        foreach (var person in People)
        {
            if (await grains.GetGrain<IEmployeeGrain>(person.Value).Connect(report) is { } seen)
            {
                await Task.WhenAll(publisher.Ears.Select(ear => ear.OnPresence(WebNode, [seen])));
            }
        }
    }, cancellationToken);

    public Task HelpAsync(CancellationToken cancellationToken) => RepeatAsync(LooksEvery, async () =>
    {
        foreach (var person in People)
        {
            await AnswerAsync(person, cancellationToken);
            await ReadNoticesAsync(person, cancellationToken);
        }
    }, cancellationToken);

    /// <summary>An order in a person's name.</summary>
    public async Task<CommandOutcome> OrderAsync(EmployeeId by, ConversationId conversation, ConversationCommand command)
    {
        As(by);
        return await grains.GetGrain<IConversationGrain>(conversation.Value).Execute(command);
    }

    public async Task AskAsync(EmployeeId by, ConversationId conversation, QueueId queue, string question, params ImmutableArray<string> topics)
    {
        var id = Guid.NewGuid();
        As(by);
        var asked = await grains.GetGrain<IConversationGrain>(conversation.Value).Execute(new AskColleagues { Id = id, Question = question, Topics = topics });
        if (asked.Result is { } done)
        {
            await grains.GetGrain<IAskGrain>(AskStreams.Key(id)).Begin(new AskOrder { Id = id, Conversation = conversation, Question = question, Topics = topics, Seq = done.Seq, Queue = queue });
        }
    }

    /// <summary>What she is asked she answers; what was answered to her helped.</summary>
    private async Task AnswerAsync(EmployeeId person, CancellationToken cancellationToken)
    {
        var colleague = await grains.GetGrain<IColleagueGrain>(person.Value).Get();
        foreach (var id in colleague.AskedNow)
        {
            var ask = grains.GetGrain<IAskGrain>(AskStreams.Key(id));
            if (await ask.Get() is { State: AskStates.Running, Question: var question })
            {
                await ThinkAsync(cancellationToken);
                As(person);
                await ask.Execute(new AnswerAsk { Id = Guid.NewGuid(), Text = DemoLines.AnswerTo(question) });
            }
        }

        foreach (var id in colleague.Own)
        {
            var ask = grains.GetGrain<IAskGrain>(AskStreams.Key(id));
            if (await ask.Get() is { State: AskStates.Answered })
            {
                await ThinkAsync(cancellationToken);
                As(person);
                await ask.Execute(new JudgeAnswer { Id = Guid.NewGuid(), IsGood = true });
            }
        }
    }

    private async Task ReadNoticesAsync(EmployeeId person, CancellationToken cancellationToken)
    {
        var unseen = (await notices.ListAsync(person, null, NoticesMax, cancellationToken)).Where(static row => row.SeenAt is null).Reverse().ToList();
        foreach (var row in unseen.Where(static row => row.Notice.Kind is NoticeKinds.HandoverOffered or NoticeKinds.CoSignAsked))
        {
            await ThinkAsync(cancellationToken);
            if (row.Notice.Kind == NoticeKinds.HandoverOffered)
            {
                await OrderAsync(person, row.Notice.Conversation, new AcceptHandover { Id = Guid.NewGuid() });
            }
            else if (await GestureOfAsync(row.Notice, cancellationToken) is { } gesture)
            {
                As(person);
                await grains.GetGrain<IGestureGrain>(GestureStreams.Of(gesture)).CoSign(Guid.NewGuid(), row.Notice.Conversation, isAccepted: true);
            }
        }

        if (unseen.Count > 0)
        {
            await notices.SeeAsync(person, unseen[^1].Id, time.GetUtcNow(), cancellationToken);
        }
    }

    private async Task<Guid?> GestureOfAsync(NewNotice notice, CancellationToken cancellationToken)
    {
        var entries = await journal.ReadEntriesAsync(notice.Conversation.Value, notice.Mark - 1, 1, cancellationToken);
        if (entries is not [{ Kind: EntryKinds.CoSignAsked } entry])
        {
            return null;
        }

        using var data = JsonDocument.Parse(entry.Data);
        return data.RootElement.GetProperty("gestureId").GetGuid();
    }

    private static void As(EmployeeId id)
    {
        var person = DemoCompany.People.Single(known => known.Id == id);
        Caller.Current = new Caller(person.Id, person.Name, person.Role, null);
    }

    private Task ThinkAsync(CancellationToken cancellationToken) => Task.Delay(TimeSpan.FromSeconds(4 + (4 * random.NextDouble())), time, cancellationToken);

    private async Task RepeatAsync(TimeSpan every, Func<Task> round, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await round();
            }
#pragma warning disable CA1031 // The loop's edge: the next round tries again.
            catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
            {
                LogNotDone(exception);
            }

            await Task.Delay(every, time, cancellationToken);
        }
    }

    [LoggerMessage(9003, LogLevel.Warning, "A demo colleague could not do something; she tries again.")]
    private partial void LogNotDone(Exception exception);
}
