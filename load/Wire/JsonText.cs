using System.Globalization;
using System.Text;

namespace Conversations.Load.Wire;

/// <summary>Writes JSON strings as hostile senders do: lone surrogates and NUL as escapes, which the usual writers will not send.</summary>
public static class JsonText
{
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
        {
            var isPair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (isPair)
            {
                quoted.Append(text, i++, 2);
            }
            else if (text[i] is '"' or '\\')
            {
                quoted.Append('\\').Append(text[i]);
            }
            else if (char.IsControl(text[i]) || char.IsSurrogate(text[i]))
            {
                quoted.Append("\\u").Append(((int)text[i]).ToString("x4", CultureInfo.InvariantCulture));
            }
            else
            {
                quoted.Append(text[i]);
            }
        }

        return quoted.Append('"').ToString();
    }
}
