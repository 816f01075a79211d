using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Floor;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Conversations;
using Orleans;

namespace Conversations.Grains.Floor;

/// <inheritdoc cref="IFloorPersonGrain"/>
public sealed class FloorPersonGrain(IJournal journal, ISummaries summaries, TimeProvider time) : Grain, IFloorPersonGrain
{
    private FloorPersonState? known;

    /// <summary>What her settings were told last; null until then.</summary>
    private string? shown;

    /// <summary>Claims that were answered since the last mark.</summary>
    private ImmutableHashSet<string> ended = [];

    public async Task<FloorStanding> Get() => (known ??= FloorPersonState.Of(await ReadAsync())).Standing();

    public Task<FloorOutcome> Enrol(Guid id, int version) =>
        OrderAsync(id, "enrol" + version.ToString(CultureInfo.InvariantCulture), state => FloorPersonDecisions.Enrol(state, version, time.GetUtcNow()));

    public Task<FloorOutcome> Leave(Guid id) => OrderAsync(id, "leave", FloorPersonDecisions.Leave);

    public async Task<FloorOutcome> SetGrade(Guid id, string grade, string reason)
    {
        var caller = CallerNow;
        if (!caller.May(Permission.ManageFloor))
        {
            return new FloorOutcome(await Get(), new Rejection { Slug = Problems.Forbidden });
        }

        return FloorGrades.IsKnown(grade) && (await Get()).Grade != FloorGrades.None
            ? await OrderAsync(id, grade + '\u001f' + reason, state => FloorPersonDecisions.SetGrade(state, grade, caller.Employee, reason, time.GetUtcNow()))
            : new FloorOutcome(await Get(), new Rejection { Slug = Problems.OutOfRange, Detail = "Only who is on the floor has a grade." });
    }

    public async Task<CommandOutcome> Claim(ConversationId conversation, ClaimOnFloor command)
    {
        var caller = CallerNow;
        var isBound = !caller.May(Permission.Reply) && FloorGrades.IsAtLeast(caller.Floor, FloorGrades.Draft);
        if (isBound && !await MarkClaimAsync(conversation) && await journal.FindCommandAsync(command.Id, CancellationToken.None) is null)
        {
            return new CommandOutcome { Rejection = new Rejection { Slug = Problems.TooMany, Detail = $"{Limits.FloorClaimsMax} customers wait for you already." } };
        }

        var outcome = await GrainFactory.GetGrain<IConversationGrain>(conversation.Value).Execute(command);
        ended = ended.Add(conversation.Value);
        return outcome;
    }

    public async Task<FloorStanding> Record(FloorResult result)
    {
        await ChangeAsync(state => FloorPersonDecisions.Record(state, result, time.GetUtcNow()), Actor.System, command: null);
        await ShowAsync();
        return await Get();
    }

    private static Caller CallerNow => Caller.Current ?? throw new InvalidOperationException("An order of the floor needs a caller.");

    private string Stream => FloorStreams.Of(new EmployeeId(this.GetPrimaryKeyString()));

    private async Task<bool> MarkClaimAsync(ConversationId conversation)
    {
        // Who waits stands first there.
        var mine = new SummaryQuery { View = "mine", Reader = CallerNow.Employee, Sort = "timeLeft", Limit = Limits.FloorClaimsMax + 1 };
        var has = (await summaries.QueryAsync(mine, CancellationToken.None)).Items.Where(static row => row.WaitingSince is not null).Select(static row => row.Id.Value).ToArray();
        FloorStep? marked = null;
        await ChangeAsync(state => marked = FloorPersonDecisions.Claim(state, conversation.Value, has, ended, time.GetUtcNow()), Actor.System, command: null);
        ended = marked is null ? ended : [];
        return marked is not null;
    }

    private async Task<FloorOutcome> OrderAsync(Guid id, string body, Func<FloorPersonState, FloorStep> decide)
    {
        var caller = CallerNow;
        var fingerprint = Fingerprint.Of(caller, Stream, body);
        var before = await ChangeAsync(decide, caller.Actor, new CommandRow(id, fingerprint, ""));
        await ShowAsync();
        return new FloorOutcome(await Get(), before is null || before.Fingerprint == fingerprint ? null : new Rejection { Slug = Problems.CommandIdReused });
    }

    /// <summary>Decides against the stream's head and appends, unless nothing was decided; null, or the command that was stored under the same id before.</summary>
    private async Task<KnownCommand?> ChangeAsync(Func<FloorPersonState, FloorStep?> decide, Actor actor, CommandRow? command)
    {
        for (var conflicts = 0; conflicts <= Limits.ConflictRetriesMax; conflicts++)
        {
            var head = await ReadAsync();
            if (decide(FloorPersonState.Of(head)) is not { } step)
            {
                return null;
            }

            var outcome = await journal.AppendAsync(AppendOf(head, step, actor, command));
            known = outcome is Appended ? step.State : FloorPersonState.Of(head);
            switch (outcome)
            {
                case Appended:
                    return null;
                case KnownBefore before:
                    return before.Commands.FirstOrDefault();
                case Conflict:
                    continue;
                default:
                    throw new InvalidOperationException($"The journal refused a change on the floor: {outcome}.");
            }
        }

        throw new StoreUnavailableException("The person's floor stream moved too often.");
    }

    private async Task ShowAsync()
    {
        var grade = (await Get()).Grade;
        if (grade != shown)
        {
            await GrainFactory.GetGrain<IEmployeeGrain>(this.GetPrimaryKeyString()).ShowFloorGrade(grade);
            shown = grade;
        }
    }

    private Append AppendOf(StreamHead? head, FloorStep step, Actor actor, CommandRow? command) => new()
    {
        Stream = Stream,
        ExpectedVersion = head?.Version ?? 0,
        Entries = [.. step.Entries.Select((entry, at) => new NewEntry
        {
            Seq = (head?.Head ?? 0) + at + 1,
            At = time.GetUtcNow(),
            Kind = entry.Kind,
            Actor = actor,
            Data = entry.Data.ToJsonString(),
            Words = entry.Reason is { } reason ? new JsonObject { ["reason"] = reason }.ToJsonString() : null,
            SourceKey = entry.Key,
        })],
        State = step.State.Write(),
        StateShape = FloorPersonState.Shape,
        Commands = command is null ? [] : [command],
    };

    private async Task<StreamHead?> ReadAsync() => await journal.ReadHeadAsync(Stream, CancellationToken.None);
}
