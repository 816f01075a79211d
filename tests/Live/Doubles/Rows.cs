using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Live.Tests.Doubles;

/// <summary>Conversations and entries as a store could hold them.</summary>
public static class Rows
{
    public static readonly DateTimeOffset Start = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);
    public static readonly EmployeeId Ana = new("ana");
    public static readonly EmployeeId Ben = new("ben");
    private static readonly ConversationIds Ids = new([1, 2, 3]);

    public static ConversationId Id(int number) => Ids.Of(new ChannelId("web"), number.ToString(CultureInfo.InvariantCulture));

    public static SummaryRow Row(int number, long head = 1) => new()
    {
        Id = Id(number),
        Channel = new ChannelId("web"),
        ChannelKind = "webhook",
        Thread = $"t-{number}",
        Visibility = "private",
        Customer = new CustomerView { Id = $"u-{number}", Name = $"Customer {number}" },
        State = ConversationStates.New,
        Queue = new QueueId("general"),
        Priority = "normal",
        Head = head,
        LastText = $"message {head} of {number}",
        LastAt = Start.AddSeconds(head * 10 + number % 7),
        LastBy = "customer",
        CreatedAt = Start,
        Unattended = true,
        WaitingSince = Start.AddSeconds(number % 11),
    };

    public static EntryRow Entry(long seq, string? text = null) => new()
    {
        Seq = seq,
        At = Start.AddSeconds(seq),
        Kind = EntryKinds.MessageReceived,
        Actor = new Actor("customer", "u", "Customer"),
        Data = "{\"externalId\":\"m\"}",
        Words = $"{{\"text\":\"{text ?? $"word {seq}"}\"}}",
    };

    public static ImmutableArray<EntryRow> Entries(long from, long upTo) => [.. Enumerable.Range((int)from, (int)(upTo - from + 1)).Select(seq => Entry(seq))];

    public static CommittedAppend Append(SummaryRow row, params ImmutableArray<EntryRow> entries) =>
        new() { Stream = row.Id.Value, Entries = entries.IsEmpty ? [Entry(row.Head)] : entries, Summary = row };
}
