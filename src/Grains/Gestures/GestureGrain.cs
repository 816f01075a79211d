using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Conversations;
using Microsoft.Extensions.Options;
using Orleans;

namespace Conversations.Grains.Gestures;

/// <inheritdoc cref="IGestureGrain"/>
public sealed class GestureGrain(IJournal journal, ISummaries summaries, TimeProvider time, IOptions<GestureOptions> options) : Grain, IGestureGrain
{
    private FencedStream<GestureState> stream = null!;
    private GestureSaga saga = null!;
    private Guid id;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var name = this.GetPrimaryKeyString();
        id = Guid.ParseExact(name.AsSpan(name.Length - 32), "N");
        stream = new FencedStream<GestureState>(journal, name, GestureState.None, LedgerJson.Default.GestureState, time);
        saga = new GestureSaga(id, stream, GrainFactory, options.Value);
        return Task.CompletedTask;
    }

    public async Task<GestureOutcome> Give(GiveOrder order)
    {
        var caller = CallerNow;
        var command = new GestureCommand(order.Id, Fingerprint.Of(caller, [nameof(GiveOrder), order.Conversation.Value, order.Kind, Digits(order.Amount), order.Reason, order.Hold ? "hold" : "", .. CustomerOf(order)]));
        if (await RecogniseAsync(command) is { } known)
        {
            return known;
        }

        if (NotAllowed(caller) is { } notAllowed)
        {
            return notAllowed;
        }

        var state = await stream.ReadAnewAsync();
        if (!state.IsOpenToAnew)
        {
            // The first try of it was cut off: what it left is finished before it is tried again.
            if (state.Status is not (GestureStates.Reserving or GestureStates.Releasing) || !IsOf(state, order, caller) || state.CoSignUntil is not null)
            {
                return No(Problems.CommandIdReused);
            }

            await saga.AbandonAsync();
        }

        var wish = GestureSaga.WishOf(order, caller, state);
        var (start, no) = await PrepareAsync(wish, caller.Employee, isCoSigned: false, order.CustomerId);
        return no ?? await RunAsync(start!, command);
    }

    public async Task<GestureOutcome> AskCoSign(CoSignAsk ask)
    {
        var caller = CallerNow;
        var order = ask.Gesture;
        var command = new GestureCommand(ask.Command, Fingerprint.Of(caller, [nameof(CoSignAsk), order.Id.ToString("N"), order.Conversation.Value, order.Kind, Digits(order.Amount), order.Reason, .. CustomerOf(order)]));
        if (await RecogniseAsync(command) is { } known)
        {
            return known;
        }

        if (NotAllowed(caller) is { } notAllowed)
        {
            return notAllowed;
        }

        var state = await stream.ReadAnewAsync();
        if (!state.IsOpenToAnew)
        {
            return No(Problems.CommandIdReused);
        }

        var (start, no) = await PrepareAsync(GestureSaga.WishOf(order, caller, state), caller.Employee, isCoSigned: false, order.CustomerId, isAsking: true);
        return no ?? await AnswerAsync(await saga.AskAsync(start!, ask.Asked, command), command);
    }

    public async Task<GestureOutcome> CoSign(Guid commandId, ConversationId conversation, bool isAccepted)
    {
        var caller = CallerNow;
        var command = new GestureCommand(commandId, Fingerprint.Of(caller, nameof(CoSign), id.ToString("N"), isAccepted ? "yes" : "no"));
        if (await RecogniseAsync(command) is { } known)
        {
            return known;
        }

        var state = await stream.ReadAnewAsync();
        if (Refusal(state, conversation, GestureStates.AwaitingCoSign) is { } refusal)
        {
            return refusal;
        }

        if (!caller.May(Permission.CoSign) || caller.Employee == state.By)
        {
            return No(Problems.Forbidden);
        }

        if (!isAccepted)
        {
            return await AnswerAsync(await saga.RefuseAsync(caller, command), command);
        }

        var (start, no) = await PrepareAsync(state, caller.Employee, isCoSigned: true);
        return no ?? await RunAsync(start! with { CoSigner = caller.Employee, Words = start.Words! with { CoSignerName = caller.Name } }, command);
    }

    public async Task<GestureOutcome> Commit(Guid commandId, ConversationId conversation)
    {
        var command = new GestureCommand(commandId, Fingerprint.Of(CallerNow, nameof(Commit), id.ToString("N")));
        return await RecogniseAsync(command)
            ?? Refusal(await stream.ReadAnewAsync(), conversation, GestureStates.Reserved)
            ?? await AnswerAsync(await saga.GrantAsync(command), command);
    }

    public async Task<GestureOutcome> Release(Guid commandId, ConversationId conversation)
    {
        var command = new GestureCommand(commandId, Fingerprint.Of(CallerNow, nameof(Release), id.ToString("N")));
        return await RecogniseAsync(command)
            ?? Refusal(await stream.ReadAnewAsync(), conversation, GestureStates.Reserved, GestureStates.AwaitingCoSign)
            ?? await AnswerAsync(await saga.EndAsync("released", command), command);
    }

    public Task<GestureOutcome> Fulfil(Guid commandId, ConversationId conversation) => MendAsync(commandId, conversation, isByHand: false);

    public Task<GestureOutcome> MarkFulfilled(Guid commandId, ConversationId conversation) => MendAsync(commandId, conversation, isByHand: true);

    public async Task<GestureView?> Get()
    {
        var state = await stream.ReadAnewAsync();
        return state.Status.Length == 0 ? null : state.View(id);
    }

    public Task<bool> RecordDelivery(DeliveryReport report) => saga.RecordDeliveryAsync(report);

    public Task Fire(DeadlineRow deadline) => saga.FireAsync();

    private static Caller CallerNow => Caller.Current ?? throw new InvalidOperationException("A gesture needs a caller.");

    private static GestureOutcome? NotAllowed(Caller caller) =>
        FloorGiving.MayGive(caller) ? null : No(caller.May(Permission.UseFloor) ? Problems.FloorGrade : Problems.Forbidden);

    private static GestureOutcome No(string slug, string? state = null) => new() { Rejection = new Rejection { Slug = slug, State = state } };

    private static string Digits(long amount) => amount.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsOf(GestureState state, GiveOrder order, Caller caller) =>
        (state.By, state.Conversation, state.Kind, state.Amount, state.IsHeld) == (caller.Employee, order.Conversation.Value, order.Kind, order.Amount, order.Hold)
        && (order.CustomerId is null || order.CustomerId == state.Words?.CustomerId);

    private static string[] CustomerOf(GiveOrder order) => order.CustomerId is { } customer ? [customer] : [];

    private async Task<GestureOutcome> MendAsync(Guid commandId, ConversationId conversation, bool isByHand)
    {
        var caller = CallerNow;
        var command = new GestureCommand(commandId, Fingerprint.Of(caller, isByHand ? nameof(MarkFulfilled) : nameof(Fulfil), id.ToString("N")));
        if (await RecogniseAsync(command) is { } known)
        {
            return known;
        }

        var state = await stream.ReadAnewAsync();
        return state.Conversation != conversation.Value ? No(Problems.NotFound)
            : !caller.May(Permission.CoSign) && (caller.Employee != state.By || !caller.May(Permission.Give)) ? No(Problems.Forbidden)
            : await AnswerAsync(await saga.MendAsync(isByHand, caller, command), command);
    }

    /// <summary>Only who asked for it may give or take back what is laid aside.</summary>
    private static GestureOutcome? Refusal(GestureState state, ConversationId conversation, params string[] legal) =>
        state.Conversation != conversation.Value ? No(Problems.NotFound)
        : !legal.Contains(state.Status) ? No(Problems.IllegalMove, state.Status)
        : !legal.SequenceEqual([GestureStates.AwaitingCoSign]) && state.By != CallerNow.Employee ? No(Problems.Forbidden)
        : null;

    /// <summary>The wish with its ledgers, or a no before anything is written: most are told here.</summary>
    private async Task<(GestureState? Start, GestureOutcome? No)> PrepareAsync(GestureState wish, EmployeeId payer, bool isCoSigned, string? meant = null, bool isAsking = false)
    {
        if (await summaries.ReadAsync(new ConversationId(wish.Conversation), CancellationToken.None) is not { } row)
        {
            return (null, No(Problems.NotFound));
        }

        if (!isCoSigned && !FloorGiving.MayGiveIn(row, CallerNow))
        {
            return (null, No(Problems.OwnedByOther));
        }

        if (row.State == ConversationStates.Closed)
        {
            return (null, No(Problems.IllegalMove, row.State));
        }

        // Whoever writes in a public thread becomes its customer: who gets the gesture stays whoever did when it was first written down.
        var customer = wish.Words is { CustomerId.Length: > 0 } fixedBefore ? fixedBefore.CustomerId : row.Customer.Id;
        if (meant is not null && meant != customer)
        {
            return (null, No(Problems.NewerMessage));
        }

        var version = await PolicyState.ReadAsync(journal);
        var policy = version.Parse();
        if (!policy.Kinds.TryGetValue(wish.Kind, out var caps))
        {
            return (null, new GestureOutcome { Denial = new GestureDenial(GestureRules.NotGiven, 0, 0, [], policy.Currency) });
        }

        var team = (await GrainFactory.GetGrain<IEmployeeGrain>(payer.Value).Get())?.Team ?? "";
        var uses = GesturePlan.Of(caps, wish.Kind, new GestureParties(payer, team, row) { CustomerId = customer }, id, stream.Now);
        var room = await GestureRooms.ReadAsync(journal, wish.Kind, caps, uses, isCoSigned);
        var denial = isAsking && wish.Amount <= room.CoSignUpTo ? null : GesturePlan.Denial(room, wish.Amount, policy.Currency);
        return denial is not null
            ? (null, new GestureOutcome { Denial = denial })
            : (wish with
            {
                Channel = row.Channel.Value,
                Currency = policy.Currency,
                PolicyVersion = version.Version,
                Ledgers = uses,
                Words = wish.Words! with { CustomerId = customer },
            }, null);
    }

    private async Task<GestureOutcome> RunAsync(GestureState start, GestureCommand command)
    {
        if (!await saga.BeginAsync(start))
        {
            return No(Problems.IllegalMove, (await stream.ReadAnewAsync()).Status);
        }

        var refused = await saga.ReserveAsync(command);
        return refused is null ? await AnswerAsync(true, command) : await DeniedAsync(start, refused);
    }

    /// <summary>There was room when it was asked for, and somebody else got it.</summary>
    private async Task<GestureOutcome> DeniedAsync(GestureState start, LedgerUse refused)
    {
        var (_, no) = await PrepareAsync(start, start.CoSigner ?? start.By, start.CoSigner is not null);
        return no ?? new GestureOutcome { Denial = new GestureDenial(refused.Rule, refused.Cap, 0, [], start.Currency) };
    }

    private async Task<GestureOutcome> AnswerAsync(bool isDone, GestureCommand command)
    {
        var summary = isDone ? await saga.TellAsync(CallerNow) : null;
        return await RecogniseAsync(command) is { } done ? done with { Summary = summary } : No(Problems.IllegalMove, (await stream.ReadAnewAsync()).Status);
    }

    private async Task<GestureOutcome?> RecogniseAsync(GestureCommand command)
    {
        if (await journal.FindCommandAsync(command.Id, CancellationToken.None) is not { } known)
        {
            return null;
        }

        if (known.Fingerprint != command.Fingerprint)
        {
            return No(Problems.CommandIdReused);
        }

        var view = JsonSerializer.Deserialize(known.Answer, LedgerJson.Default.GestureView)!;
        return new GestureOutcome { Gesture = view with { Reason = (await stream.ReadAsync()).Words?.Reason } };
    }
}

/// <param name="Fingerprint">Who asked for what.</param>
internal sealed record GestureCommand(Guid Id, string Fingerprint);
