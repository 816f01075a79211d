using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

/// <summary>The summary row in the order of its columns.</summary>
internal static class SummaryColumns
{
    public const string Selected =
        """
        id, channel, channel_kind, thread, visibility, customer_id, customer_name, customer_handle, customer_followers, state, owner, queue,
        priority, labels, head, last_text, last_at, last_by, waiting_since, due_at, created_at, unattended, snoozed_until
        """;

    public const int PhaseOpen = 0;
    public const int PhaseResolved = 1;
    public const int PhaseClosed = 2;

    public static int Phase(string state) => state switch
    {
        ConversationStates.Closed => PhaseClosed,
        ConversationStates.Resolved => PhaseResolved,
        _ => PhaseOpen,
    };

    /// <summary>Every label between two separators, so that one is found as part of the text.</summary>
    public static string Labels(ImmutableArray<string> labels) => labels.IsDefaultOrEmpty
        ? ""
        : AppendForm.LabelSeparator + string.Join(AppendForm.LabelSeparator, labels) + AppendForm.LabelSeparator;

    public static SummaryRow Read(SqlRow row) => new()
    {
        Id = new ConversationId(row.Text(0)),
        Channel = new ChannelId(row.Text(1)),
        ChannelKind = row.Text(2),
        Thread = row.Text(3),
        Visibility = row.Text(4),
        Customer = new CustomerView { Id = row.Text(5), Name = row.TextOrNull(6), Handle = row.TextOrNull(7), Followers = row.Int64OrNull(8) },
        State = row.Text(9),
        Owner = row.TextOrNull(10) is { } owner ? new EmployeeId(owner) : null,
        Queue = new QueueId(row.Text(11)),
        Priority = row.Text(12),
        Labels = row.Text(13) is { Length: > 0 } labels ? [.. labels[1..^1].Split(AppendForm.LabelSeparator)] : [],
        Head = row.Int64(14),
        LastText = row.Text(15),
        LastAt = row.Time(16),
        LastBy = row.Text(17),
        WaitingSince = row.TimeOrNull(18),
        DueAt = row.TimeOrNull(19),
        CreatedAt = row.Time(20),
        Unattended = row.Bool(21),
        SnoozedUntil = row.TimeOrNull(22),
    };
}
