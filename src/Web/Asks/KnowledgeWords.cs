using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Conversations.Contracts;

namespace Conversations.Web.Asks;

/// <summary>What an answer is found by: words without case and accents, in its topics, its question and its text. Pure.</summary>
public sealed record KnowledgeWords(ImmutableHashSet<string> Topics, ImmutableHashSet<string> Question, ImmutableHashSet<string> Answer)
{
    private const int WordsMax = 500;
    private const int LettersMin = 3;
    private const int OfTopic = 4;
    private const int OfQuestion = 3;
    private const int OfAnswer = 1;

    public static KnowledgeWords Of(Knowledge item) => new([.. item.Topics.SelectMany(static topic => Split(topic))], [.. Split(item.Question)], [.. Split(item.Answer)]);

    /// <summary>How well it answers; 0: not at all. A word that begins one of its own counts as that one.</summary>
    public int Score(IReadOnlyList<string> words, IReadOnlyList<string> topics, Knowledge item)
    {
        var score = topics.Count(topic => item.Topics.Contains(topic, StringComparer.OrdinalIgnoreCase)) * OfTopic;
        foreach (var word in words)
        {
            score += Has(Question, word) ? OfQuestion : Has(Topics, word) ? OfTopic : Has(Answer, word) ? OfAnswer : 0;
        }

        return score;
    }

    /// <summary>Different words of three letters and more: shorter ones stand everywhere. Two are enough where a script knows no blanks.</summary>
    public static ImmutableArray<string> Split(string text)
    {
        var words = new OrderedDictionary<string, bool>(StringComparer.Ordinal);
        var word = new StringBuilder();
        foreach (var rune in NormalText.Of(text + " ", NormalizationForm.FormKD).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(Rune.ToLowerInvariant(rune));
            }
            else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.NonSpacingMark)
            {
                var isLong = word.Length >= (word.Length > 0 && word[0] > '\u2E80' ? 1 : LettersMin);
                if (isLong && words.Count < WordsMax)
                {
                    words.TryAdd(word.ToString(), true);
                }

                word.Clear();
            }
        }

        return [.. words.Keys];
    }

    private static bool Has(ImmutableHashSet<string> all, string word) => all.Contains(word) || all.Any(one => one.StartsWith(word, StringComparison.Ordinal));
}
