using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Orleans;

namespace Conversations.Grains.Gestures;

/// <summary>
/// The way of one gesture. First it is written that the amount is about to be laid aside, then it is laid aside in each ledger, then it is written that it is granted:
/// that append, fenced by the version of the gesture's stream, is the moment it is given. Whoever comes to a gesture whose time is over before that moment writes that it is
/// released, by the same fence, and only then puts back. So what dies on the way is never both given and put back, and never neither. The conversation is told last.
/// </summary>
internal sealed class GestureSaga(Guid id, FencedStream<GestureState> stream, IGrainFactory grains, GestureOptions options)
{
    /// <summary>When what was decided and not yet carried out is tried again.</summary>
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private readonly GestureLedgers ledgers = new(grains, id);

    /// <param name="before">What an earlier try of the same gesture left: who gets it is not asked again.</param>
    public static GestureState WishOf(GiveOrder order, Caller caller, GestureState before) => new()
    {
        Conversation = order.Conversation.Value,
        Kind = order.Kind,
        Amount = order.Amount,
        IsHeld = order.Hold,
        By = caller.Employee,
        Role = (int)caller.Role,
        Floor = caller.Floor.Length > 0 ? caller.Floor : null,
        Via = caller.Via,
        Words = new GestureWords(order.Reason, caller.Name, null, before.Conversation == order.Conversation.Value ? before.Words?.CustomerId ?? "" : ""),
    };

    /// <summary>False when it has begun, or is over, already.</summary>
    public Task<bool> BeginAsync(GestureState start) => MoveAsync((state, now) =>
        state.IsOpenToAnew || state.Status == GestureStates.AwaitingCoSign
            ? start with
            {
                Status = GestureStates.Reserving,
                Attempt = state.Attempt + 1,
                Epoch = state.Epoch,
                Why = null,
                At = now,
                DueAt = now + options.ReserveFor,
                Told = state.Told,
                CoSignUntil = state.CoSignUntil,
                Asked = state.Asked,
                Refused = state.Refused,
            }
            : null);

    /// <summary>Lays the amount aside and grants it, or holds it where that was ordered. The ledger that said no, after everything is put back; else null.</summary>
    public async Task<LedgerUse?> ReserveAsync(GestureCommand command)
    {
        var state = await stream.ReadAsync();
        var (refused, rest) = await ledgers.ReserveAsync(state);
        if (refused is null)
        {
            await MoveAsync((now, at) => now.Status == GestureStates.Reserving && now.Attempt == state.Attempt
                ? (state.IsHeld ? now with { Status = GestureStates.Reserved, ToTell = EntryKinds.GestureReserved, DueAt = at + options.ReserveFor } : Granted(now, at)) with { Remaining = rest }
                : null, command);
            return null;
        }

        await MoveAsync((now, at) => now.Status == GestureStates.Reserving && now.Attempt == state.Attempt
            ? now with { Status = GestureStates.Releasing, Why = "denied", DueAt = at + RetryAfter } : null);
        await PutBackAsync();
        return refused;
    }

    public Task<bool> GrantAsync(GestureCommand command) => MoveAsync((state, now) => state.Status == GestureStates.Reserved ? Granted(state, now) : null, command);

    public Task<bool> AskAsync(GestureState start, ImmutableArray<EmployeeId> asked, GestureCommand command) => MoveAsync((state, now) => state.IsOpenToAnew
        ? start with
        {
            Status = GestureStates.AwaitingCoSign,
            Attempt = state.Attempt,
            Epoch = state.Epoch,
            At = now,
            DueAt = now + options.CoSignFor,
            CoSignUntil = now + options.CoSignFor,
            Asked = asked,
            ToTell = EntryKinds.CoSignAsked,
        }
        : null, command);

    /// <summary>When nobody who was asked is left, it is over.</summary>
    public Task<bool> RefuseAsync(Caller caller, GestureCommand command) => MoveAsync((state, _) =>
    {
        if (state.Status != GestureStates.AwaitingCoSign)
        {
            return null;
        }

        var next = state with { Refused = [.. state.Refused.Append(caller.Employee).Distinct()] };
        return next.Asked.All(next.Refused.Contains) ? Ended(next, "refused") : next;
    }, command);

    /// <summary>Its author takes it back.</summary>
    public async Task<bool> EndAsync(string why, GestureCommand command)
    {
        var isDone = await MoveAsync((state, now) => state.Status switch
        {
            GestureStates.AwaitingCoSign => Ended(state, why),
            GestureStates.Reserved => Ended(state, why) with { Status = GestureStates.Releasing, DueAt = now + RetryAfter },
            _ => null,
        }, command);
        await PutBackAsync();
        return isDone;
    }

    /// <summary>A try that was cut off is undone, so that it can be tried again.</summary>
    public async Task AbandonAsync()
    {
        await MoveAsync((state, now) => state.Status == GestureStates.Reserving ? state with { Status = GestureStates.Releasing, Why = "denied", DueAt = now + RetryAfter } : null);
        await PutBackAsync();
    }

    public async Task FireAsync()
    {
        var due = await stream.ReadAnewAsync();
        if (due.DueAt > stream.Now)
        {
            return;
        }

        await MoveAsync((state, now) => state.DueAt > now ? null : state.Status switch
        {
            GestureStates.Reserving => state with { Status = GestureStates.Releasing, Why = "expired", DueAt = now + RetryAfter },
            GestureStates.Reserved => Ended(state, "expired") with { Status = GestureStates.Releasing, DueAt = now + RetryAfter },
            GestureStates.AwaitingCoSign => Ended(state, "expired"),
            _ => state.ToTell is null && state.Status != GestureStates.Releasing ? state with { DueAt = null } : null,
        });
        await PutBackAsync();
        await TellAsync(null);
    }

    public async Task<bool> RecordDeliveryAsync(DeliveryReport report)
    {
        await stream.ReadAnewAsync();
        return await MoveAsync(
            (state, _) => state.Fulfilment is FulfilmentStates.Pending or FulfilmentStates.Unknown or FulfilmentStates.Failed
                ? state with { Fulfilment = report.Status } : null,
            move: new OutboxMove
            {
                ReplyId = id, From = [DeliveryStates.Sending], To = report.Status, Attempt = report.Attempt, SendOf = report.SendOf, ProviderId = report.ProviderId,
                Reason = report.Reason,
            });
    }

    /// <summary>What was not carried out, or of which it is not known, goes out again under its id, or was carried out by a person. False when it stands otherwise.</summary>
    public Task<bool> MendAsync(bool isByHand, Caller caller, GestureCommand command)
    {
        var (fulfilment, row) = isByHand ? (FulfilmentStates.Sent, DeliveryStates.Sent) : (FulfilmentStates.Pending, DeliveryStates.Pending);
        return MoveAsync(
            (state, _) => state.Fulfilment is FulfilmentStates.Failed or FulfilmentStates.Unknown ? state with { Fulfilment = fulfilment } : null,
            command,
            new OutboxMove
            {
                ReplyId = id, From = [DeliveryStates.Failed, DeliveryStates.Unknown], To = row, NotBefore = isByHand ? null : stream.Now, ResetAttempts = !isByHand,
                Reason = isByHand ? "marked" : null,
            },
            caller.Actor);
    }

    /// <summary>Tells the conversation what it does not know yet; its summary then.</summary>
    /// <param name="acting">By whose order it is so just now; null: by nobody's.</param>
    public async Task<SummaryRow?> TellAsync(Caller? acting)
    {
        var state = await stream.ReadAsync();
        if (state.ToTell is not { } entry)
        {
            return null;
        }

        var before = Caller.Current;
        Caller.Current = new Caller(state.By, state.Words?.ByName ?? "", (Role)state.Role, state.Via) { Floor = state.Floor ?? "" };
        var outcome = await grains.GetGrain<IConversationGrain>(state.Conversation).Execute(RecordOf(state, entry) with { IsByHand = acting?.Employee == state.By });
        Caller.Current = before;
        await MoveAsync((now, _) => now.ToTell == entry
            ? now with { Told = entry, ToTell = null, DueAt = now.Status is GestureStates.Granted or GestureStates.Released ? null : now.DueAt }
            : null);
        return outcome.Summary;
    }

    private async Task PutBackAsync()
    {
        var state = await stream.ReadAsync();
        if (state.Status != GestureStates.Releasing)
        {
            return;
        }

        await ledgers.ReleaseAsync(state);
        await MoveAsync((now, at) => now.Status != GestureStates.Releasing || now.Attempt != state.Attempt ? null
            : now.CoSignUntil > at && now.Why != "released"
                ? now with { Status = GestureStates.AwaitingCoSign, CoSigner = null, DueAt = now.CoSignUntil }
                : Ended(now, now.Why!) with { Status = GestureStates.Released, DueAt = (now.Told ?? now.ToTell) is null ? null : at + RetryAfter });
    }

    private GestureState Granted(GestureState state, DateTimeOffset now) => state with
    {
        Status = GestureStates.Granted,
        At = now,
        ToTell = EntryKinds.GestureGranted,
        DueAt = now + RetryAfter,
        Fulfilment = options.Fulfils ? FulfilmentStates.Pending : FulfilmentStates.RecordOnly,
    };

    private static GestureState Ended(GestureState state, string why) => state with
    {
        Status = GestureStates.Released,
        Why = why,
        ToTell = (state.Told ?? state.ToTell) is null ? null : EntryKinds.GestureReleased,
        CoSignUntil = null,
    };

    private RecordGesture RecordOf(GestureState state, string entry) => new()
    {
        Id = GestureIds.Of(id, $"{entry}-{state.Attempt}"),
        Gesture = id,
        Entry = entry,
        Kind = state.Kind,
        Amount = state.Amount,
        Currency = state.Currency,
        PolicyVersion = state.PolicyVersion,
        Reason = state.Words?.Reason,
        CoSigner = state.CoSigner,
        CoSignerName = state.Words?.CoSignerName,
        Asked = entry == EntryKinds.CoSignAsked ? state.Asked : [],
        Why = entry == EntryKinds.GestureReleased ? state.Why : null,
        ExpiresAt = entry is EntryKinds.CoSignAsked ? state.CoSignUntil : entry is EntryKinds.GestureReserved ? state.DueAt : null,
    };

    /// <summary>One fenced change; false when the state, as it is by then, does not allow it.</summary>
    private Task<bool> MoveAsync(Func<GestureState, DateTimeOffset, GestureState?> decide, GestureCommand? command = null, OutboxMove? move = null, Actor? by = null) => stream.ChangeAsync(
        (state, now) =>
        {
            if (decide(state, now) is not { } decided)
            {
                return new Step<GestureState, bool>(null, false);
            }

            var next = decided with { Epoch = state.Epoch + 1 };
            var isGrant = next.Status == GestureStates.Granted && state.Status != GestureStates.Granted;
            return new Step<GestureState, bool>(next, true)
            {
                Entries = next.Status != state.Status ? [EntryOf(next)] : next.Fulfilment != state.Fulfilment ? [FulfilmentEntryOf(next, by ?? Actor.System)] : [],
                Commands = command is null ? [] : [new CommandRow(command.Id, command.Fingerprint, JsonSerializer.Serialize(next.View(id) with { Reason = null }, LedgerJson.Default.GestureView))],
                Outbox = isGrant && options.Fulfils ? [FulfilmentOf(next, now)] : [],
                Moves = move is null ? [] : [move],
                Deadline = new DeadlineChange(GestureStreams.DeadlineKind, next.Epoch, next.DueAt),
            };
        },
        static _ => false);

    private static StepEntry EntryOf(GestureState state)
    {
        var actor = state.Why == "expired" ? Actor.System : new Actor("employee", state.By.Value, state.Words?.ByName, state.Via);
        return new StepEntry("gesture" + char.ToUpperInvariant(state.Status[0]) + state.Status[1..], actor, string.Create(
            CultureInfo.InvariantCulture,
            $$"""{"conversationId":"{{state.Conversation}}","gesture":"{{state.Kind}}","amount":{{state.Amount}},"currency":"{{state.Currency}}","policyVersion":{{state.PolicyVersion}}}"""));
    }

    /// <summary>With whose it is: who gave it is told when it was not carried out.</summary>
    private static StepEntry FulfilmentEntryOf(GestureState state, Actor actor) => new(
        GestureStreams.FulfilmentChanged, actor, $$"""{"fulfilment":"{{state.Fulfilment}}","conversationId":"{{state.Conversation}}","by":"{{JsonEncodedText.Encode(state.By.Value)}}"}""");

    private OutboxInsert FulfilmentOf(GestureState state, DateTimeOffset now) => new()
    {
        ReplyId = id,
        Seq = 0,
        Channel = Fulfilment.Channel,
        State = DeliveryStates.Pending,
        NotBefore = now,
        CreatedAt = now,
        Payload = OutgoingCodec.Write(new OutgoingReply
        {
            ReplyId = id,
            Thread = "",
            ConversationId = state.Conversation,
            Visibility = Audiences.Private,
            Text = "",
            AuthorName = state.Words?.ByName ?? "",
            Gesture = new OutgoingGesture(
                state.Kind, state.Amount, state.Currency, state.Words?.Reason ?? "", state.Words?.CustomerId ?? "", state.Channel, state.By.Value, state.CoSigner?.Value,
                state.PolicyVersion, now),
        }),
    };
}
