using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Asks;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Notices;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;

namespace Conversations.Grains.Asks;

/// <summary>
/// One ask: loads, decides, appends under the fence, and then does what follows from it elsewhere: entries in the conversation, people asked and released. What follows is kept
/// in the state until it is done, with a deadline of its own, so that a death in between leaves nothing undone; each of it may be done twice. Calls colleagues, people and
/// the conversation; none of them calls an ask.
/// </summary>
public sealed partial class AskGrain(
    IJournal journal, IRoster roster, INoticeRoad road, NoticeMaker notices, TimeProvider time, IOptions<AskOptions> options, ILogger<AskGrain> logger) : Grain, IAskGrain
{
    private static readonly TimeSpan DutiesAgainAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAgainAfter = TimeSpan.FromSeconds(15);

    private AskNetwork network = null!;
    private string stream = "";
    private Guid id;
    private AskState? state;
    private long version;
    private bool isLoaded;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        id = Guid.ParseExact(this.GetPrimaryKeyString(), "D");
        stream = AskStreams.Of(id);
        network = new AskNetwork(GrainFactory, roster, notices, options.Value);
        return Task.CompletedTask;
    }

    public async Task<AskView?> Get()
    {
        await LoadAsync();
        return state?.View;
    }

    public async Task<AskOutcome> Begin(AskOrder order)
    {
        var caller = CallerNow;
        await LoadAsync();
        if (state is null && await CommitAsync(AskDecisions.Begin(order, caller, Now()), null) is Conflict)
        {
            isLoaded = false;
            await LoadAsync();
        }

        if (state!.Asker != caller.Employee)
        {
            return new AskOutcome(null, new Rejection { Slug = Problems.CommandIdReused });
        }

        await GoOnAsync();
        return new AskOutcome(AskStates.Running, null);
    }

    public async Task<AskOutcome> Execute(AskCommand command)
    {
        var caller = CallerNow;
        var fingerprint = Fingerprint.Of(id, command, caller);
        for (var conflicts = 0; conflicts <= Limits.ConflictRetriesMax; conflicts++)
        {
            await LoadAsync();
            if (state is null)
            {
                return new AskOutcome(null, new Rejection { Slug = Problems.NotFound });
            }

            await SettleAsync();
            var step = AskDecisions.Decide(state, command, caller, Now(), options.Value);
            var outcome = step.Rejection is null
                ? await CommitAsync(step, new CommandRow(command.Id, fingerprint, JsonSerializer.Serialize(step.Next.Phase)))
                : await ConfirmAsync(command.Id);
            switch (outcome)
            {
                case KnownBefore { Commands: [var known, ..] }:
                    return known.Fingerprint == fingerprint
                        ? new AskOutcome(JsonSerializer.Deserialize<string>(known.Answer), null)
                        : new AskOutcome(null, new Rejection { Slug = Problems.CommandIdReused });
                case Appended when step.Rejection is { } no:
                    return new AskOutcome(null, no);
                case Appended:
                    await GoOnAsync();
                    return new AskOutcome(step.Next.Phase, null);
                case Conflict:
                    isLoaded = false;
                    continue;
                default:
                    throw new InvalidOperationException($"The journal refused a change of ask {id}: {outcome}.");
            }
        }

        throw new StoreUnavailableException("The ask moved too often while it was decided.");
    }

    public async Task Fire(DeadlineRow deadline)
    {
        await LoadAsync();
        if (state is not null)
        {
            await SettleAsync();
            await AdvanceAsync();
        }
    }

    private static Caller CallerNow => Caller.Current ?? throw new InvalidOperationException("An ask's order needs a caller.");

    private async Task LoadAsync()
    {
        if (!isLoaded)
        {
            var head = await journal.ReadHeadAsync(stream, CancellationToken.None);
            (state, version, isLoaded) = (head is null ? null : AskCodec.Read(head.State), head?.Version ?? 0, true);
        }
    }

    /// <summary>A no is told only against a current head, and only of a command that was not done before.</summary>
    private async Task<AppendOutcome> ConfirmAsync(Guid command)
    {
        if (await journal.FindCommandAsync(command, CancellationToken.None) is { } known)
        {
            return new KnownBefore([], [known]);
        }

        var head = await journal.ReadHeadAsync(stream, CancellationToken.None);
        return (head?.Version ?? 0) == version ? Appended.Instance : Conflict.Instance;
    }

    private async Task<AppendOutcome> CommitAsync(AskStep step, CommandRow? command)
    {
        var next = step.Next;
        var now = Now();
        var outcome = await journal.AppendAsync(new Append
        {
            Stream = stream,
            ExpectedVersion = version,
            Entries = step.Kind is null ? [] : [EntryOf(step, now)],
            State = AskCodec.Write(next),
            StateShape = AskState.Shape,
            Commands = command is null ? [] : [command],
            Deadlines =
            [
                new DeadlineChange(AskDeadlineKinds.Ring, next.Step, next.RingUntil),
                new DeadlineChange(AskDeadlineKinds.Duties, next.Head, next.Duties.IsEmpty ? null : now + DutiesAgainAfter),
            ],
        });
        if (outcome is Appended)
        {
            (state, version) = (next, version + 1);
        }

        return outcome;
    }

    private static NewEntry EntryOf(AskStep step, DateTimeOffset now) => new()
    {
        Seq = step.Next.Head,
        At = now,
        Kind = step.Kind!,
        Actor = step.Actor,
        Data = step.Data.ToJsonString(),
        Words = step.Words is null ? null : new JsonObject { ["text"] = step.Words }.ToJsonString(),
    };

    /// <summary>After an answer that is committed: what cannot be done now, its deadlines do.</summary>
    private async Task GoOnAsync()
    {
        try
        {
            await SettleAsync();
            await AdvanceAsync();
        }
#pragma warning disable CA1031 // The change is committed, and the caller is told so; the deadlines in the same commit bring the rest.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            isLoaded = false;
            LogLater(exception, id);
        }
    }

    /// <summary>Does what follows from the last change, and writes that it is done.</summary>
    private async Task SettleAsync()
    {
        if (state is { Duties.IsEmpty: false } waiting)
        {
            foreach (var duty in waiting.Duties)
            {
                await network.DoAsync(waiting, duty);
            }

            await CommitOrReloadAsync(new AskStep(waiting with { Duties = [] }, null, [], null, Actor.System));
            await TellAsync(waiting);
        }
    }

    /// <summary>The next ring when the last one's time is over; rings in which nobody is there take no time.</summary>
    private async Task AdvanceAsync()
    {
        if (state is not { IsRunning: true, RingUntil: { } until } || until > Now())
        {
            return;
        }

        await CommitOrReloadAsync(await NextAsync(state));
        await SettleAsync();
    }

    private async Task<AskStep> NextAsync(AskState running)
    {
        if (AskDecisions.IsLast(running))
        {
            return AskDecisions.Expire(running);
        }

        var found = await network.FindAsync(running, Now());
        return found.IsUnsure && !running.HasWaited
            ? AskDecisions.Wait(running, Now() + LookAgainAfter)
            : AskDecisions.OpenRing(running, found.Ring, found.Place, found.People, Now(), options.Value);
    }

    /// <summary>Another activation was faster: what it wrote stands, and its own deadlines go on from there.</summary>
    private async Task CommitOrReloadAsync(AskStep step)
    {
        switch (await CommitAsync(step, null))
        {
            case Appended:
                return;
            case Conflict:
                isLoaded = false;
                await LoadAsync();
                return;
            case var refusal:
                throw new InvalidOperationException($"The journal refused a change of ask {id}: {refusal}.");
        }
    }

    /// <summary>Hints to whoever has it on the screen; what it is now is read by REST.</summary>
    private Task TellAsync(AskState changed)
    {
        var fresh = changed.Duties.Where(static duty => duty.Kind is AskDutyKinds.Notice or AskDutyKinds.AskAgain).Select(static duty => duty.Employee).ToHashSet();
        var people = changed.People.Select(static person => person.Employee).Append(changed.Asker).Distinct();
        return road.TellAsync([.. people.Select(person => AskEvents.Of(changed, person, fresh.Contains(person)))]);
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());

    [LoggerMessage(3401, LogLevel.Warning, "What follows from a change of ask {Ask} could not be done now; it is done by its deadline.")]
    private partial void LogLater(Exception exception, Guid ask);
}
