using System.Globalization;
using System.Text;
using Conversations.Contracts;

namespace Conversations.Web.Attachments;

/// <summary>What is left of a file's name: its last part, one line, nothing that hides or turns what is read.</summary>
public static class FileName
{
    private const string Nameless = "file";

    public static string Clean(string? given)
    {
        var last = (given ?? "").Split('/', '\\')[^1];
        var clean = new StringBuilder(last.Length);
        foreach (var rune in last.EnumerateRunes())
        {
            var isSeen = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse);
            if (isSeen && clean.Length + rune.Utf16SequenceLength <= Limits.FileNameCharsMax)
            {
                clean.Append(rune.ToString());
            }
        }

        var name = clean.ToString().Trim().TrimStart('.');
        return Input.VisibleText.IsBlank(name) ? Nameless : name;
    }
}
