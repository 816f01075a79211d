using System.Globalization;
using Conversations.Contracts;
using Conversations.Web.Errors;

namespace Conversations.Web.Input;

/// <summary>The query of a call, read as strictly as bodies are: only known members, each once, each in its range.</summary>
public sealed class Query
{
    private const int ValueCharsMax = 512;
    private readonly IQueryCollection values;

    private Query(IQueryCollection values) => this.values = values;

    /// <exception cref="ProblemException">invalid-query</exception>
    public static Query Of(HttpContext context, params ReadOnlySpan<string> known)
    {
        var query = context.Request.Query;
        foreach (var (name, value) in query)
        {
            if (!known.Contains(name))
            {
                throw Invalid("query", "has a member this call does not take");
            }

            if (value.Count != 1 || value[0] is not { Length: > 0 and <= ValueCharsMax } text || text.Contains('\0') || text.Contains('\uFFFD'))
            {
                throw Invalid(name, "must be there once, and not empty");
            }
        }

        return new Query(query);
    }

    public string? Text(string name) => values.TryGetValue(name, out var value) ? value[0] : null;

    public string OneOf(string name, string fallback, params ReadOnlySpan<string> choices)
    {
        var text = Text(name) ?? fallback;
        return choices.Contains(text) ? text : throw Invalid(name, "must be one of " + string.Join(", ", choices!));
    }

    public long Number(string name, long fallback, long min, long max)
    {
        if (Text(name) is not { } text)
        {
            return fallback;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw Invalid(name, $"must be {min} to {max}");
    }

    public static ProblemException Invalid(string name, string what) => new(Problem.Of(Problems.InvalidQuery, name, what));
}
