using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;
using Conversations.Grains.Conversations;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;
using Conversations.Grains.Offers;

namespace Conversations.Grains.Tests.Conversations;

/// <summary>Given what happened, when somebody orders, then this is journaled: a conversation on paper, with the test's own clock.</summary>
/// <param name="number">Tells stories apart that stand in one journal: each has a conversation, a channel and command ids of its own.</param>
/// <param name="onAppend">Is told each append.</param>
internal sealed class Story(short number = 0, Action<Append>? onAppend = null)
{
    public static readonly ConversationId Id = new("aaaaaaaaaaaaaaaaaaaaaaaaaa");
    public static readonly Caller Mara = new(new EmployeeId("mara"), "Mara", Role.Agent, null);
    public static readonly Caller Jonas = new(new EmployeeId("jonas"), "Jonas", Role.Agent, null);
    public static readonly Caller Lead = new(new EmployeeId("lead"), "Lead", Role.Lead, null);
    public static readonly Caller Operator = new(new EmployeeId("op"), "Op", Role.Operator, null);

    private readonly ConversationId id = number == 0 ? Id : new ConversationId(new string('a', 25) + (char)('a' + number));
    private int ids;

    public ConversationOptions Options { get; } = new();

    public DateTimeOffset Now { get; private set; } = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    public ConversationState? State { get; private set; }

    public long Version { get; private set; }

    /// <summary>What the last order would append.</summary>
    public Append Last { get; private set; } = null!;

    public Story After(TimeSpan time)
    {
        Now += time;
        return this;
    }

    public ConversationId Conversation => id;

    public ChannelId Channel { get; } = new("c" + (number + 1));

    public Guid NextId() => new(++ids, number, 0, new byte[8]);

    public Story Receives(string externalId, string text = "hello", string visibility = Audiences.Private, int? target = null) =>
        Receives(target, Message(externalId, text, visibility));

    public Story Receives(int? target, params InboundMessage[] together)
    {
        var draft = new Draft(State, Version, Now);
        var messages = new ReceiveMessages
        {
            Channel = Channel,
            ChannelKind = "webhook",
            Queue = new QueueId("q1"),
            ReplyTargetSeconds = target,
            Messages = [.. together],
        };
        ReceiveDecisions.Receive(draft, messages, new Dictionary<string, long>(), Options);
        Commit(draft);
        return this;
    }

    public static InboundMessage Message(string externalId, string text, string visibility) => new()
    {
        ExternalId = externalId,
        Thread = "t-1",
        Visibility = visibility,
        Text = text,
        Sender = new CustomerView { Id = "u-1", Name = "Ana" },
    };

    public CommandResult Does(Caller caller, ConversationCommand command)
    {
        var decided = Tries(caller, command, out var draft);
        Assert.Null(decided.Rejection);
        draft.Remember(new CommandRow(command.Id, Fingerprint.Of(id, command, caller), AnswerCodec.Write(decided.Result!)));
        Commit(draft);
        return decided.Result!;
    }

    public Rejection IsRefused(Caller caller, ConversationCommand command)
    {
        var decided = Tries(caller, command, out var draft);
        Assert.NotNull(decided.Rejection);
        Assert.True(draft.IsEmpty, "A refused command must leave the draft as it was.");
        Assert.Equal(State, draft.State);
        return decided.Rejection;
    }

    public bool Hears(DeliveryReport report)
    {
        var draft = new Draft(State, Version, Now);
        var counts = ReplyDecisions.Report(draft, report, Options);
        Commit(draft);
        return counts;
    }

    public Story Fires(string kind, long epoch)
    {
        var draft = new Draft(State, Version, Now);
        var row = new DeadlineRow(id.Value, kind, epoch, Now);
        if (kind == DeadlineKinds.Lease)
        {
            OwnershipDecisions.Lapse(draft, row, Options);
        }
        else if (kind == DeadlineKinds.Handover)
        {
            HandoverDecisions.Fire(draft, row, Options);
        }
        else if (kind == DeadlineKinds.Promise)
        {
            PromiseDecisions.Fire(draft);
        }
        else if (kind == DeadlineKinds.Offer)
        {
            OfferDecisions.Expire(draft, row);
        }
        else if (kind == DeadlineKinds.BeginAsks)
        {
            AskingDecisions.Begun(draft, row);
        }
        else
        {
            StateDecisions.Fire(draft, row, Options);
        }

        Commit(draft);
        return this;
    }

    public bool IsOffered(string employee, long epoch, TimeSpan stands)
    {
        var draft = new Draft(State, Version, Now);
        var isMade = OfferDecisions.Offer(draft, new OfferOrder { Employee = new EmployeeId(employee), Epoch = epoch, Until = Now + stands, Reason = "mostRoom" }, Options);
        Commit(draft);
        return isMade;
    }

    public Reply Reply(string text = "here to help", long? seen = null, string? audience = null, bool anyway = false, int hold = 0) => new()
    {
        Id = NextId(),
        Text = text,
        SeenSeq = seen ?? State?.Head ?? 0,
        Audience = audience,
        SendAnyway = anyway,
        HoldSeconds = hold,
    };

    /// <summary>Somebody destroyed the words; who remembers the conversation reads it anew.</summary>
    public void IsErased()
    {
        State = StateCodec.Read(StateCodec.Write(State! with { Words = StateWords.Erased }));
        Version++;
    }

    private Decided Tries(Caller caller, ConversationCommand command, out Draft draft)
    {
        draft = new Draft(State, Version, Now);
        return ConversationDecisions.Decide(draft, id, command, caller, Options);
    }

    public void Commit(Draft draft)
    {
        if (!draft.IsEmpty)
        {
            Last = draft.ToAppend(id);
            State = StateCodec.Read(Last.State);
            Version++;
            onAppend?.Invoke(Last);
            Assert.Equal(draft.State!.Head, State.Head);
        }
        else
        {
            Last = new Append { Stream = id.Value, ExpectedVersion = Version, State = "", StateShape = 0 };
        }
    }
}
