namespace Conversations.Web.Lists;

/// <summary>
/// Owners, queues, labels and states repeat in every row: one object each instead of thousands. Forgets everything when it holds too much, which costs
/// memory for a while and nothing else. Not safe for several threads.
/// </summary>
public sealed class WordPool(int wordsMax = WordPool.WordsMax)
{
    private const int WordsMax = 50_000;
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    public string Share(string word)
    {
        if (_words.TryGetValue(word, out var known))
        {
            return known;
        }

        if (_words.Count >= wordsMax)
        {
            _words.Clear();
        }

        _words.Add(word);
        return word;
    }
}
