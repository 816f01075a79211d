namespace Conversations.Grains.Floor;

/// <summary>How much of proposed words is left in what was sent: by their words, whatever the order, so that a moved sentence is no rewriting.</summary>
public static class FloorText
{
    public const string None = "none";
    public const string Light = "light";
    public const string Much = "much";

    /// <summary>Of a hundred words so many must be the proposed ones for the change to be light.</summary>
    private const int LightPercent = 80;

    private static readonly char[] Blanks = [' ', '\t', '\r', '\n', '\u00a0'];

    public static string Change(string proposed, string sent)
    {
        var (before, after) = (Words(proposed), Words(sent));
        if (before.AsSpan().SequenceEqual(after))
        {
            return None;
        }

        var left = before.CountBy(word => word, StringComparer.OrdinalIgnoreCase).ToDictionary(count => count.Key, count => count.Value, StringComparer.OrdinalIgnoreCase);
        var kept = 0;
        foreach (var word in after)
        {
            if (left.TryGetValue(word, out var count) && count > 0)
            {
                left[word] = count - 1;
                kept++;
            }
        }

        return 100L * 2 * kept >= (long)LightPercent * (before.Length + after.Length) ? Light : Much;
    }

    private static string[] Words(string text) => text.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
}
