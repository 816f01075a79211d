using System.Buffers.Text;
using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.StoreSuite;

/// <summary>Appends and rows of plain shape, all made of numbers, so that a failing test reads easily.</summary>
public static class Sample
{
    public static readonly DateTimeOffset Now = new(2020, 1, 2, 10, 0, 0, TimeSpan.Zero);
    public static readonly ChannelId Channel = new("channel-1");
    public static readonly EmployeeId Reader = new("employee-1");

    public static string Stream(int number) => $"stream{number:d20}";

    public static Guid Id(int number) => new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

    public static NewEntry Message(long seq, string? sourceKey = null, string text = "hello") => new()
    {
        Seq = seq,
        At = Now.AddSeconds(seq),
        Kind = EntryKinds.MessageReceived,
        Actor = new Actor("customer", "customer-1", "Ana"),
        Data = $$"""{"externalId":"m-{{seq}}"}""",
        Words = $$"""{"text":"{{text}}"}""",
        SourceKey = sourceKey,
    };

    /// <summary>A cursor with the mark of its query and an id that no store ever gave: PostgreSQL takes no text with a NUL.</summary>
    public static string Forged(string cursor) => Base64Url.IsValid(cursor)
        ? Base64Url.EncodeToString([.. Base64Url.DecodeFromChars(cursor), 0])
        : cursor + '\0';

    /// <summary>Messages that follow the head, each with a source key of its seq.</summary>
    public static Append Messages(string stream, long version, long head, int count = 1) => new()
    {
        Stream = stream,
        ExpectedVersion = version,
        Entries = [.. Enumerable.Range(1, count).Select(i => Message(head + i, $"key-{head + i}"))],
        State = $$"""{"head":{{head + count}}}""",
        StateShape = 1,
    };

    /// <summary>A change of the state without entries.</summary>
    public static Append Quiet(string stream, long version) => new() { Stream = stream, ExpectedVersion = version, State = "{}", StateShape = 1 };

    public static SummaryRow Summary(string id, long head = 1) => new()
    {
        Id = new ConversationId(id),
        Channel = Channel,
        ChannelKind = "webhook",
        Thread = "thread-1",
        Visibility = Audiences.Private,
        Customer = new CustomerView { Id = "customer-1", Name = "Ana", Handle = "@ana", Followers = 120 },
        State = ConversationStates.New,
        Queue = new QueueId("queue-1"),
        Priority = Priorities.Normal,
        Labels = ["vip", "refund"],
        Head = head,
        LastText = "hello",
        LastAt = Now,
        LastBy = "customer",
        WaitingSince = Now,
        DueAt = Now.AddHours(1),
        CreatedAt = Now,
        Unattended = true,
    };

    public static OutboxInsert Reply(int number, long seq, string state = DeliveryStates.Pending, ChannelId? channel = null) => new()
    {
        ReplyId = Id(number),
        Seq = seq,
        Channel = channel ?? Channel,
        State = state,
        NotBefore = Now,
        CreatedAt = Now,
        Payload = $$"""{"text":"reply {{number}}"}""",
    };

    public static OutboxMove Move(int number, string to, params ImmutableArray<string> from) => new() { ReplyId = Id(number), From = from, To = to };
}
