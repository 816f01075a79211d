namespace Conversations.Load.Plan;

/// <summary>What customers and agents write: short words of many scripts, and the characters that break careless programs.</summary>
public static class Phrases
{
    private static readonly string[] Words =
    [
        "order", "guitar", "broken", "flight", "refund", "where", "please", "thanks", "parcel", "invoice", "again", "today", "seat", "bag",
        "Ärger", "façade", "naïve", "señor", "Straße", "żółw", "Привет", "заказ", "γειά", "שלום", "مرحبا", "नमस्ते", "你好", "订单", "こんにちは", "注文",
        "안녕", "สวัสดี", "🎸", "👩‍👩‍👧‍👦", "🇳🇱", "e\u0301", "\u202Eabc\u202C", "<b>bold</b>", "'; drop table x; --", "\"quoted\"", "back\\slash",
        "line\nbreak", "tab\there", "{{name}}", "&amp;", "${x}", "\u00A0", "\uFEFFbom",
    ];

    private static readonly string[] Hostile = ["nul\0here", "lone\uD800high", "lone\uDC00low", "bell\u0007", "esc\u001b[31m"];

    public static string Say(Dice dice, string start, int wordsMax)
    {
        var words = 1 + dice.Below(wordsMax);
        var text = start;
        for (var i = 0; i < words; i++)
        {
            text += " " + dice.Pick(Words);
        }

        return text + ".";
    }

    /// <summary>Only customers may write these: our own API refuses NUL and lone surrogates, a webhook replaces them.</summary>
    public static string SayHostile(Dice dice, string start) => $"{start} {dice.Pick(Hostile)} {dice.Pick(Words)}.";

    /// <summary>What the journal must hold for a text that a customer wrote: NUL and lone surrogates become U+FFFD.</summary>
    public static string AsStored(string text)
    {
        var stored = text.ToCharArray();
        for (var i = 0; i < stored.Length; i++)
        {
            if (char.IsHighSurrogate(stored[i]) && i + 1 < stored.Length && char.IsLowSurrogate(stored[i + 1]))
            {
                i++;
            }
            else if (stored[i] == '\0' || char.IsSurrogate(stored[i]))
            {
                stored[i] = '\uFFFD';
            }
        }

        return new string(stored);
    }
}
