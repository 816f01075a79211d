using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

/// <summary>Where a page ended: the sort keys of its last row, and which query they belong to.</summary>
public readonly record struct SummaryCursor(long First, long Second, string Id)
{
    public static SummaryCursor Of(SummaryRow row, string sort) => sort == "timeLeft"
        ? new(Micros.OrNever(row.DueAt), Micros.OrNever(row.WaitingSince), row.Id.Value)
        : new(Micros.Of(row.LastAt), 0, row.Id.Value);

    public string Write(SummaryQuery query) => PageCursor.Write(Mark(query), Id, First, Second);

    /// <exception cref="InvalidCursorException">The text is not a cursor of this query.</exception>
    public static SummaryCursor? Read(SummaryQuery query)
    {
        if (query.Cursor is null)
        {
            return null;
        }

        Span<long> numbers = stackalloc long[2];
        var id = PageCursor.Read(query.Cursor, Mark(query), numbers);
        return new SummaryCursor(numbers[0], numbers[1], id);
    }

    private static string Mark(SummaryQuery q) =>
        PageCursor.Mark(q.View, q.Reader.Value, q.Queue?.Value, q.State, q.Owner?.Value, q.Label, q.Words, q.Sort);
}
