using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Search;

/// <summary>Where a page ended, and which query it belongs to.</summary>
internal readonly record struct SearchCursor(long Id, long At, long Seq, string Stream)
{
    public string Write(SearchQuery query) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Mark(query)}.{Id}.{At}.{Seq}.{Stream}")));

    /// <exception cref="InvalidCursorException">The text is not a cursor of this query.</exception>
    public static SearchCursor? Read(SearchQuery query)
    {
        if (query.Cursor is null)
        {
            return null;
        }

        var parts = Decode(query.Cursor).Split('.', 5);
        return parts.Length == 5 && parts[0] == Mark(query) && IsNumber(parts[1], out var id) && IsNumber(parts[2], out var at) && IsNumber(parts[3], out var seq)
            ? new SearchCursor(id, at, seq, parts[4])
            : throw new InvalidCursorException();
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

    private static bool IsNumber(string text, out long number) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static string Mark(SearchQuery q) => TextHash.Of(string.Join(
        '\u001F', q.Words, q.OpenOnly, q.Queue?.Value, q.Owner?.Value, q.Channel?.Value, q.Label, q.From?.UtcTicks, q.To?.UtcTicks)).ToString("x8", CultureInfo.InvariantCulture);
}
