using System.Collections.Immutable;

namespace Conversations.Web.Drafts;

/// <summary>What somebody has begun to write in a conversation; as it is stored.</summary>
/// <param name="Audience">public, private or note; null when the person has not chosen.</param>
/// <param name="Attachments">Ids, at most <see cref="Contracts.Limits.AttachmentsMax"/>.</param>
public sealed record DraftText(string Text, string? Audience, ImmutableArray<string> Attachments)
{
    /// <summary>Whose words they are, where a colleague answered and nothing was changed since; her name.</summary>
    public string? From { get; init; }

    public static readonly DraftText None = new("", null, []);

    /// <summary>Nothing that would have to be kept.</summary>
    public bool IsEmpty => Text.Length == 0 && Attachments.IsEmpty;
}

/// <param name="Revision">0 when there is none.</param>
public sealed record Draft(DraftText Words, long Revision, DateTimeOffset? UpdatedAt)
{
    public static readonly Draft None = new(DraftText.None, 0, null);
}

/// <param name="IsSaved">False: another device wrote since; nothing was changed.</param>
/// <param name="Stored">As it is stored now.</param>
public sealed record DraftSaving(bool IsSaved, Draft Stored);
