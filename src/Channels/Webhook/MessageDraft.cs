using System.Text.Json;
using Conversations.Contracts;

namespace Conversations.Channels.Webhook;

/// <summary>
/// One item of the body while it is read. Members may repeat, and the last one wins, also over an earlier fault: so nothing is judged before the
/// item ends.
/// </summary>
internal struct MessageDraft
{
    private TextMember id;
    private TextMember thread;
    private TextMember visibility;
    private TextMember text;
    private TextMember language;
    private TextMember url;
    private TextMember replyTo;
    private DateTimeOffset? sentAt;
    private SenderDraft sender;
    private MediaDraft media;

    /// <summary>Reads the object the reader stands at, to its end.</summary>
    public static MessageDraft Read(ref LenientReader reader, DateTimeOffset now)
    {
        var draft = default(MessageDraft);
        while (reader.Next() && reader.Token == JsonTokenType.PropertyName)
        {
            draft.ReadMember(ref reader, now);
        }

        return draft;
    }

    /// <summary>The id, where it alone is in order.</summary>
    public readonly string? UsableId => IdFault() is null ? id.Value : null;

    /// <summary>One of <see cref="QuarantineReasons"/>, in their order, or null when the item is a message.</summary>
    public readonly string? Fault() =>
        IdFault()
        ?? MemberRules.IdFault(thread, QuarantineReasons.ThreadMissing, QuarantineReasons.ThreadWrongType, QuarantineReasons.ThreadTooLong)
        ?? (visibility.IsWrongType || (visibility.Value is { } seen && !Audiences.IsKnown(seen)) ? QuarantineReasons.VisibilityUnknown : null)
        ?? sender.Fault()
        ?? ContentFault()
        ?? (language.IsWrongType ? QuarantineReasons.LanguageWrongType
            : url.IsWrongType ? QuarantineReasons.UrlWrongType
            : replyTo.IsWrongType ? QuarantineReasons.ReplyToWrongType
            : null);

    /// <summary>The message; only without a fault.</summary>
    public readonly InboundMessage ToMessage() => new()
    {
        ExternalId = id.Value!,
        Thread = thread.Value!,
        Visibility = visibility.Value ?? Audiences.Private,
        Text = text.Value ?? "",
        SentAt = sentAt,
        Sender = sender.ToView(),
        Language = MemberRules.Within(language.Value, Limits.LanguageCharsMax),
        Url = MemberRules.Within(url.Value, Limits.UrlCharsMax) is { } link && MemberRules.IsHttpUrl(link) ? link : null,
        ReplyTo = MemberRules.Within(replyTo.Value, Limits.IdCharsMax),
        Media = media.ToArray(),
    };

    private readonly string? IdFault() =>
        MemberRules.IdFault(id, QuarantineReasons.IdMissing, QuarantineReasons.IdWrongType, QuarantineReasons.IdTooLong);

    private readonly string? ContentFault() =>
        text.IsWrongType ? QuarantineReasons.TextWrongType
        : text.Value is { } words && !LenientText.FitsIn(words, Limits.InboundTextCharsMax) ? QuarantineReasons.TextTooLong
        : media.Fault is { } mediaFault ? mediaFault
        : text.Value is null && media.IsEmpty ? QuarantineReasons.TextMissing
        : null;

    private void ReadMember(ref LenientReader reader, DateTimeOffset now)
    {
        var name = NameOf(reader);
        reader.Next();
        switch (name)
        {
            case Member.Id: id = reader.TextMember(); break;
            case Member.Thread: thread = reader.TextMember(); break;
            case Member.Visibility: visibility = reader.TextMember(); break;
            case Member.Text: text = reader.TextMember(); break;
            case Member.SentAt: sentAt = ReadTime(ref reader, now); break;
            case Member.Sender: sender = SenderDraft.Read(ref reader); break;
            case Member.Media: media = MediaDraft.Read(ref reader); break;
            case Member.Language: language = reader.TextMember(); break;
            case Member.Url: url = reader.TextMember(); break;
            case Member.ReplyTo: replyTo = reader.TextMember(); break;
            default: reader.SkipValue(); break;
        }
    }

    private static DateTimeOffset? ReadTime(ref LenientReader reader, DateTimeOffset now) =>
        reader.TextMember().Value is { } text ? LenientTime.Read(text, now) : null;

    private static Member NameOf(in LenientReader reader) =>
        reader.IsMember("id"u8) ? Member.Id
        : reader.IsMember("thread"u8) ? Member.Thread
        : reader.IsMember("visibility"u8) ? Member.Visibility
        : reader.IsMember("text"u8) ? Member.Text
        : reader.IsMember("sentAt"u8) ? Member.SentAt
        : reader.IsMember("sender"u8) ? Member.Sender
        : reader.IsMember("media"u8) ? Member.Media
        : reader.IsMember("language"u8) ? Member.Language
        : reader.IsMember("url"u8) ? Member.Url
        : reader.IsMember("replyTo"u8) ? Member.ReplyTo
        : Member.Unknown;

    private enum Member
    {
        Unknown,
        Id,
        Thread,
        Visibility,
        Text,
        SentAt,
        Sender,
        Media,
        Language,
        Url,
        ReplyTo,
    }
}
