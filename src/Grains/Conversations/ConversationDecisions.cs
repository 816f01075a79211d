using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Grains.Asks;
using Conversations.Grains.Floor;
using Conversations.Grains.Gestures;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;
using Conversations.Grains.Offers;

namespace Conversations.Grains.Conversations;

/// <summary>A decision's answer: what to tell the caller once the draft is committed, or a no that changed nothing.</summary>
public readonly record struct Decided(CommandResult? Result, Rejection? Rejection)
{
    public static implicit operator Decided(CommandResult result) => new(result, null);

    public static implicit operator Decided(Rejection rejection) => new(null, rejection);

    public static Decided At(long seq) => new CommandResult { Seq = seq };
}

/// <summary>
/// Every order an employee can give, decided: pure, against the draft's state, by the caller's identity. A rejection leaves the draft as it was.
/// </summary>
public static class ConversationDecisions
{
    public static Decided Decide(Draft draft, ConversationId id, ConversationCommand command, Caller caller, ConversationOptions options)
    {
        if (draft.State is null)
        {
            return new Rejection { Slug = Problems.NotFound };
        }

        // What was given from the floor was decided by the gesture; here it is written down.
        if (!caller.May(PermissionFor(command)) && !(command is RecordGesture && FloorGiving.MayGive(caller)))
        {
            return new Rejection { Slug = Problems.Forbidden };
        }

        var floor = draft.State.Floor;
        var decided = command switch
        {
            Reply c => ReplyDecisions.Reply(draft, id, c, caller, options),
            CancelReply c => ReplyDecisions.Cancel(draft, c, caller, options),
            RetryReply c => ReplyDecisions.Retry(draft, c, caller),
            MarkReplySent c => ReplyDecisions.MarkSent(draft, c, caller),
            AddNote c => Note(draft, c, caller),
            Claim => OwnershipDecisions.Claim(draft, caller, options),
            AcceptOffer => OfferDecisions.Accept(draft, caller, options),
            DeclineOffer c => OfferDecisions.Decline(draft, c, caller),
            TakeNext => OfferDecisions.TakeNext(draft, caller, options),
            Release => OwnershipDecisions.Release(draft, caller),
            HandBack c => OwnershipDecisions.HandBack(draft, c, caller),
            AssignEmployee c => OwnershipDecisions.Assign(draft, c, caller, options),
            Snooze c => StateDecisions.Snooze(draft, c, caller),
            Resolve c => StateDecisions.Resolve(draft, c, caller, options),
            Reopen => StateDecisions.Reopen(draft, caller, options),
            SetPriority c => Prioritise(draft, c, caller),
            SetLabels c => Label(draft, c.Labels, caller, ConversationMoves.Label),
            MakePromise c => PromiseDecisions.Make(draft, c, caller, options),
            KeepPromise c => PromiseDecisions.Keep(draft, c, caller),
            MovePromise c => PromiseDecisions.Move(draft, id, c, caller, options),
            ReleasePromise c => PromiseDecisions.Release(draft, c, caller),
            HandPromiseOver c => PromiseDecisions.HandOver(draft, c, caller),
            RenameLabel c => Label(draft, Renamed(draft.Existing.Labels, c), caller, ConversationMoves.RenameLabel),
            OfferHandover c => HandoverDecisions.Offer(draft, c, caller, options),
            AcceptHandover => HandoverDecisions.Accept(draft, caller, options),
            ReturnHandover c => HandoverDecisions.Return(draft, c, caller, options),
            WithdrawHandover => HandoverDecisions.Withdraw(draft, caller, options),
            MakeTrackingLink c => TrackingDecisions.Make(draft, c, caller),
            RevokeTrackingLink => TrackingDecisions.Revoke(draft, caller),
            RecordGesture c => GestureEntries.Record(draft, c, caller),
            ClaimOnFloor => FloorDecisions.Claim(draft, caller, options),
            ReleaseOnFloor => FloorDecisions.Release(draft, caller),
            ReplyOnFloor c => FloorDecisions.Reply(draft, id, c, caller, options),
            ResolveOnFloor c => FloorDecisions.Resolve(draft, c, caller, options),
            ProposeReply c => FloorDecisions.Propose(draft, c, caller),
            SendProposal c => FloorDecisions.Send(draft, id, c, caller, options),
            GiveBackProposal c => FloorDecisions.GiveBack(draft, c, caller),
            _ => AskingDecisions.Decide(draft, command, caller, options)
                ?? throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No decision for this command."),
        };
        if (decided.Rejection is null && IsWork(command))
        {
            OfferDecisions.Follow(draft, caller);
            if (command is not ClaimOnFloor)
            {
                OwnershipDecisions.RenewByActing(draft, caller, options);
            }
        }

        FloorDecisions.Arm(draft, floor, options);
        return decided;
    }

    public static Permission PermissionFor(ConversationCommand command) => command switch
    {
        Reply or CancelReply or RetryReply or MarkReplySent or MakeTrackingLink or RevokeTrackingLink => Permission.Reply,
        AddNote => Permission.Note,
        Claim or AcceptHandover or ReturnHandover => Permission.Claim,
        AcceptOffer or DeclineOffer or TakeNext => Permission.TakeOffers,
        Release or HandBack => Permission.Release,
        AssignEmployee or OfferHandover or WithdrawHandover => Permission.Assign,
        Snooze => Permission.Snooze,
        Resolve or Reopen => Permission.Resolve,
        SetPriority => Permission.Prioritise,
        SetLabels or RenameLabel => Permission.Label,
        MakePromise or KeepPromise or MovePromise or ReleasePromise or HandPromiseOver => Permission.Promise,
        RecordGesture => Permission.Give,
        AskColleagues or RecordAnswer or RecordAskEnd or ThankColleague => Permission.Ask,
        ClaimOnFloor or ReleaseOnFloor or ReplyOnFloor or ResolveOnFloor or ProposeReply => Permission.UseFloor,
        SendProposal or GiveBackProposal => Permission.Reply,
        _ => throw new ArgumentOutOfRangeException(nameof(command), command.GetType().Name, "No permission for this command."),
    };

    /// <summary>
    /// Whether it shows that its caller is there. What the system writes down in somebody's name does not: it comes when its time is over, or by a colleague's hand, also to
    /// those who left. Nor is it work on this conversation when a label of the company changes its name.
    /// </summary>
    private static bool IsWork(ConversationCommand command) => command is not (RenameLabel or RecordAnswer or RecordAskEnd or ThankColleague or RecordGesture { IsByHand: false });

    private static Decided Note(Draft draft, AddNote command, Caller caller) =>
        Decided.At(draft.Record(new NoteAdded(command.Text, command.Mentions), caller.Actor));

    private static Decided Prioritise(Draft draft, SetPriority command, Caller caller)
    {
        var state = draft.Existing;
        if (ConversationMoves.Check(ConversationMoves.Label, state) is { } illegal)
        {
            return illegal;
        }

        return Decided.At(state.Priority == command.Priority
            ? state.Head
            : draft.Record(new PriorityChanged(state.Priority, command.Priority), caller.Actor));
    }

    private static Decided Label(Draft draft, ImmutableArray<string> labels, Caller caller, string[] legal)
    {
        var state = draft.Existing;
        if (ConversationMoves.Check(legal, state) is { } illegal)
        {
            return illegal;
        }

        return Decided.At(state.Labels.SequenceEqual(labels, StringComparer.Ordinal)
            ? state.Head
            : draft.Record(new LabelsChanged(labels), caller.Actor));
    }

    private static ImmutableArray<string> Renamed(ImmutableArray<string> labels, RenameLabel command) =>
        [.. labels.Select(label => label == command.From ? command.To : label).Distinct(StringComparer.Ordinal)];
}
