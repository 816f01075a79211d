using System.Collections.Immutable;

namespace Conversations.Web.Asks;

/// <summary>An answer that helped once; as it is stored, under the ask's id.</summary>
/// <param name="Author">Employee id.</param>
/// <param name="Conversation">Where it was asked.</param>
/// <param name="ExpiresAt">Not shown from then on, unless somebody says that it still holds.</param>
/// <param name="Uses">How often it helped again.</param>
/// <param name="OutdatedBy">Who said that it holds no more; null while it does.</param>
public sealed record Knowledge(
    string Question, string Answer, ImmutableArray<string> Topics, string Author, string Conversation, DateTimeOffset KeptAt, DateTimeOffset ExpiresAt, int Uses, string? OutdatedBy);

/// <summary>Section "Knowledge" of the configuration.</summary>
public sealed class KnowledgeOptions
{
    public const string Section = "Knowledge";

    /// <summary>How long an answer is shown after it was kept or renewed. 1 – 3,660 days, default 180.</summary>
    public TimeSpan KeptFor { get; set; } = TimeSpan.FromDays(180);

    public bool IsValid() => KeptFor >= TimeSpan.FromDays(1) && KeptFor <= TimeSpan.FromDays(3_660);
}
