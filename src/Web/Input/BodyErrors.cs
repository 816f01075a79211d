using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Web.Errors;

namespace Conversations.Web.Input;

/// <summary>What is wrong with a body, by member; bounded, so that a hostile body does not get a book back.</summary>
internal sealed class BodyErrors(int errorsMax)
{
    private const int NameCharsMax = 64;
    private readonly SortedDictionary<string, ImmutableArray<string>> found = new(StringComparer.Ordinal);

    /// <summary>One of them as a sentence; null when there is none.</summary>
    public string? First => found.Count == 0 ? null : $"{found.First().Key} {found.First().Value[0]}";

    public bool Has(string member) => found.ContainsKey(member);

    public void Add(string member, string what)
    {
        var name = member.Length <= NameCharsMax ? member : "$";
        if (found.TryGetValue(name, out var sentences))
        {
            found[name] = sentences.Length < errorsMax && !sentences.Contains(what) ? sentences.Add(what) : sentences;
        }
        else if (found.Count < errorsMax)
        {
            found[name] = [what];
        }
    }

    public void ThrowIfAny()
    {
        if (found.Count > 0)
        {
            throw new ProblemException(new Problem(Problems.InvalidBody) { Errors = found.ToImmutableSortedDictionary(StringComparer.Ordinal) });
        }
    }
}
