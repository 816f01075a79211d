using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Web.Lists;

/// <summary>What a list shows and in which order. Two readers who ask for the same share one list: only "mine" depends on who reads.</summary>
public sealed record ListSpec
{
    public const string Mine = "mine";
    public const string Unattended = "unattended";
    public const string InQueue = "queue";
    public const string Everything = "all";

    /// <summary>mine, unattended, queue or all.</summary>
    public required string View { get; init; }

    /// <summary>Whose; set for mine only.</summary>
    public EmployeeId? Reader { get; init; }
    public QueueId? Queue { get; init; }
    public string? State { get; init; }
    public EmployeeId? Owner { get; init; }
    public string? Label { get; init; }
    public string? Words { get; init; }
    public RowOrder Order { get; init; } = RowOrder.TimeLeft;

    /// <summary>Closed conversations and texts are not in the index: such lists are read from the store.</summary>
    public bool IsOfStore => Words is not null || State == ConversationStates.Closed;

    /// <summary>Whether the list shows a row of the index.</summary>
    public bool Shows(OpenRow row) =>
        IsInView(row)
        && (Queue is not { } queue || row.Queue == queue.Value)
        && (State is null || row.State == State)
        && (Owner is not { } owner || row.Owner == owner.Value)
        && (Label is null || row.Labels.AsSpan().Contains(Label));

    /// <summary>Whether a change of this conversation can change a list of the store. Says yes when in doubt: the store then says what is so.</summary>
    public bool MayShow(SummaryRow row)
    {
        if (Words is not { } words)
        {
            return row.State == ConversationStates.Closed;
        }

        return words.Any(static c => !char.IsAscii(c))
            || Has(row.Customer.Name, words) || Has(row.Customer.Handle, words) || Has(row.Thread, words) || Has(row.LastText, words)
            || row.Id.Value.Equals(words, StringComparison.OrdinalIgnoreCase);
    }

    public SummaryQuery ToQuery(EmployeeId reader, int limit, string? cursor) => new()
    {
        View = View, Reader = reader, Queue = Queue, State = State, Owner = Owner, Label = Label, Words = Words, Sort = Order.Name,
        Limit = limit, Cursor = cursor,
    };

    private bool IsInView(OpenRow row) => View switch
    {
        Mine => row.Owner == Reader?.Value && row.IsOpen,
        Unattended => row.IsUnattended,
        InQueue => row.IsQueued,
        _ => true,
    };

    private static bool Has(string? text, string words) => text is not null && text.Contains(words, StringComparison.OrdinalIgnoreCase);
}
