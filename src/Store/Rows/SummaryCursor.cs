using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Store.Rows;

/// <summary>Where a page ended: the sort keys of its last row, and which query they belong to.</summary>
public readonly record struct SummaryCursor(long First, long Second, string Id)
{
    public static SummaryCursor Of(SummaryRow row, string sort) => sort == "timeLeft"
        ? new(Micros.OrNever(row.DueAt), Micros.OrNever(row.WaitingSince), row.Id.Value)
        : new(Micros.Of(row.LastAt), 0, row.Id.Value);

    public string Write(SummaryQuery query) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Mark(query)}.{First}.{Second}.{Id}")));

    /// <exception cref="InvalidCursorException">The text is not a cursor of this query.</exception>
    public static SummaryCursor? Read(SummaryQuery query)
    {
        if (query.Cursor is null)
        {
            return null;
        }

        var parts = Decode(query.Cursor).Split('.', 4);
        return parts.Length == 4 && parts[0] == Mark(query) && IsNumber(parts[1], out var first) && IsNumber(parts[2], out var second)
            ? new SummaryCursor(first, second, parts[3])
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

    private static string Mark(SummaryQuery q) => TextHash.Of(string.Join(
        '\u001F', q.View, q.Reader.Value, q.Queue?.Value, q.State, q.Owner?.Value, q.Label, q.Words, q.Sort)).ToString("x8", CultureInfo.InvariantCulture);
}
