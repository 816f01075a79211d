using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Tests.Conversations;

/// <summary>Given what happened, when somebody orders, then this is journaled: a conversation on paper, with the test's own clock.</summary>
internal sealed class Story
{
    public static readonly ConversationId Id = new("aaaaaaaaaaaaaaaaaaaaaaaaaa");
    public static readonly Caller Mara = new(new EmployeeId("mara"), "Mara", Role.Agent, null);
    public static readonly Caller Jonas = new(new EmployeeId("jonas"), "Jonas", Role.Agent, null);
    public static readonly Caller Lead = new(new EmployeeId("lead"), "Lead", Role.Lead, null);
    public static readonly Caller Operator = new(new EmployeeId("op"), "Op", Role.Operator, null);

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

    public Guid NextId() => new(++ids, 0, 0, new byte[8]);

    public Story Receives(string externalId, string text = "hello", string visibility = Audiences.Private, int? target = null)
    {
        var draft = new Draft(State, Version, Now);
        var messages = new ReceiveMessages
        {
            Channel = new ChannelId("c1"),
            ChannelKind = "webhook",
            Queue = new QueueId("q1"),
            ReplyTargetSeconds = target,
            Messages = [Message(externalId, text, visibility)],
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
        var row = new DeadlineRow(Id.Value, kind, epoch, Now);
        if (kind == DeadlineKinds.Lease)
        {
            OwnershipDecisions.Lapse(draft, row);
        }
        else
        {
            StateDecisions.Fire(draft, row, Options);
        }

        Commit(draft);
        return this;
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

    private Decided Tries(Caller caller, ConversationCommand command, out Draft draft)
    {
        draft = new Draft(State, Version, Now);
        return ConversationDecisions.Decide(draft, Id, command, caller, Options);
    }

    private void Commit(Draft draft)
    {
        if (!draft.IsEmpty)
        {
            Last = draft.ToAppend(Id);
            State = StateCodec.Read(Last.State);
            Version++;
            Assert.Equal(draft.State!.Head, State.Head);
        }
        else
        {
            Last = new Append { Stream = Id.Value, ExpectedVersion = Version, State = "", StateShape = 0 };
        }
    }
}
