using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

/// <summary>Where a page ended, as its reader carries it: the mark of its query, the numbers it was sorted by, and an id. Anybody may forge one, so nothing in it is believed.</summary>
internal static class PageCursor
{
    /// <summary>Tells a query from others: a cursor of one is refused by another.</summary>
    public static string Mark(params object?[] query) => TextHash.Of(string.Join('\u001F', query)).ToString("x8", CultureInfo.InvariantCulture);

    public static string Write(string mark, string id, params ReadOnlySpan<long> numbers)
    {
        var text = new StringBuilder(mark);
        foreach (var number in numbers)
        {
            text.Append('.').Append(number.ToString(CultureInfo.InvariantCulture));
        }

        return Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text.Append('.').Append(id).ToString()));
    }

    /// <summary>Fills the numbers and returns the id.</summary>
    /// <exception cref="InvalidCursorException">The text is not a cursor of the query with that mark.</exception>
    public static string Read(string cursor, string mark, Span<long> numbers)
    {
        var parts = Decode(cursor).Split('.', numbers.Length + 2);
        if (parts.Length != numbers.Length + 2 || parts[0] != mark || !parts[^1].All(static c => c is > ' ' and <= '~'))
        {
            throw new InvalidCursorException();
        }

        for (var at = 0; at < numbers.Length; at++)
        {
            if (!long.TryParse(parts[at + 1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[at]))
            {
                throw new InvalidCursorException();
            }
        }

        return parts[^1];
    }

    private static string Decode(string cursor)
    {
        try
        {
            return Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor));
        }
        catch (FormatException)
        {
            throw new InvalidCursorException();
        }
    }
}
