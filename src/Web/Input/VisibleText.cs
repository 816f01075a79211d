using System.Globalization;
using System.Text;

namespace Conversations.Web.Input;

/// <summary>Whether anybody could see anything of a text.</summary>
public static class VisibleText
{
    public static bool IsBlank(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsSeen(rune))
            {
                return false;
            }
        }

        return true;
    }

    public static int CodePoints(string text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            count++;
        }

        return count;
    }

    private static bool IsSeen(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate => false,
        _ => !IsBlankLetter(rune.Value),
    };

    // Letters and symbols by category, empty by design: Hangul fillers and the Braille blank.
    private static bool IsBlankLetter(int codePoint) => codePoint is 0x115F or 0x1160 or 0x3164 or 0xFFA0 or 0x2800;
}
