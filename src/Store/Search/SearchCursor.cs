using Conversations.Contracts.Ports;
using Conversations.Store.Rows;

namespace Conversations.Store.Search;

/// <summary>Where a page ended, and which query it belongs to.</summary>
internal readonly record struct SearchCursor(long Id, long At, long Seq, string Stream)
{
    public string Write(SearchQuery query) => PageCursor.Write(Mark(query), Stream, Id, At, Seq);

    /// <exception cref="InvalidCursorException">The text is not a cursor of this query.</exception>
    public static SearchCursor? Read(SearchQuery query)
    {
        if (query.Cursor is null)
        {
            return null;
        }

        Span<long> numbers = stackalloc long[3];
        var stream = PageCursor.Read(query.Cursor, Mark(query), numbers);
        return new SearchCursor(numbers[0], numbers[1], numbers[2], stream);
    }

    private static string Mark(SearchQuery q) =>
        PageCursor.Mark(q.Words, q.OpenOnly, q.Queue?.Value, q.Owner?.Value, q.Channel?.Value, q.Label, q.From?.UtcTicks, q.To?.UtcTicks);
}
