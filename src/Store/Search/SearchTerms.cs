using System.Collections.Immutable;

namespace Conversations.Store.Search;

/// <summary>A part of a query between blanks: all of its words, or the id that it is as a whole.</summary>
/// <param name="Id">Null when it is nothing else than its one word.</param>
internal sealed record SearchGroup(ImmutableArray<SearchTerm> Words, string? Id);

/// <param name="IsPrefix">Also the beginning of a word: of the last one, which may still be being written.</param>
internal readonly record struct SearchTerm(string Word, bool IsPrefix)
{
    public bool Meets(string word) => IsPrefix ? word.StartsWith(Word, StringComparison.Ordinal) : word == Word;
}

/// <summary>What a person looks for, taken apart like the texts were. No text is refused: what has nothing to look for has no groups.</summary>
internal sealed record SearchTerms(ImmutableArray<SearchGroup> Groups)
{
    /// <summary>One letter begins too many words to be a beginning.</summary>
    private const int PrefixCharsMin = 2;

    public bool IsEmpty => Groups.IsEmpty;

    public static SearchTerms Of(string words)
    {
        var parts = SearchText.Clean(words).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var groups = ImmutableArray.CreateBuilder<SearchGroup>(parts.Length);
        for (var i = 0; i < parts.Length; i++)
        {
            var tokens = SearchText.Tokens(parts[i], isQuery: true).ToList();
            var isLast = i == parts.Length - 1;
            ImmutableArray<SearchTerm> terms = [.. tokens.Select((token, at) => new SearchTerm(token.Word, IsPrefix(parts[i], token, isLast && at == tokens.Count - 1)))];
            var id = SearchText.Id(parts[i]);
            groups.Add(new SearchGroup(terms, terms is [{ Word: var only }] && only == id ? null : id));
        }

        return new SearchTerms([.. groups.Where(group => !group.Words.IsEmpty || group.Id is not null)]);
    }

    /// <summary>A single sign of a paired script stands first in some pair, or last in its run; so it is found wherever it stands.</summary>
    private static bool IsPrefix(string part, SearchToken token, bool isLast) =>
        SearchText.IsSingleOfPaired(part, token) || (isLast && token.Word.Length >= PrefixCharsMin);
}
