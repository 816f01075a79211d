namespace Conversations.Channels.Webhook;

/// <summary>
/// Why an item of a webhook could not become a message; part of the answer, so a slug never changes its meaning. Of several faults the first in the
/// order of this list is named, whatever the order of the members.
/// </summary>
public static class QuarantineReasons
{
    public const string NotAnObject = "not-an-object";
    public const string IdMissing = "id-missing";
    public const string IdWrongType = "id-wrong-type";
    public const string IdTooLong = "id-too-long";
    public const string ThreadMissing = "thread-missing";
    public const string ThreadWrongType = "thread-wrong-type";
    public const string ThreadTooLong = "thread-too-long";
    public const string VisibilityUnknown = "visibility-unknown";
    public const string SenderMissing = "sender-missing";
    public const string SenderWrongType = "sender-wrong-type";
    public const string SenderIdMissing = "sender-id-missing";
    public const string SenderIdWrongType = "sender-id-wrong-type";
    public const string SenderIdTooLong = "sender-id-too-long";
    public const string SenderNameWrongType = "sender-name-wrong-type";
    public const string SenderHandleWrongType = "sender-handle-wrong-type";
    public const string SenderFollowersWrongType = "sender-followers-wrong-type";
    public const string TextWrongType = "text-wrong-type";
    public const string TextTooLong = "text-too-long";
    public const string MediaWrongType = "media-wrong-type";
    public const string MediaTooMany = "media-too-many";
    public const string MediaUrlMissing = "media-url-missing";
    public const string MediaUrlWrongType = "media-url-wrong-type";
    public const string MediaUrlTooLong = "media-url-too-long";
    public const string MediaUrlNotHttp = "media-url-not-http";
    public const string MediaContentTypeWrongType = "media-content-type-wrong-type";

    /// <summary>Neither text nor media.</summary>
    public const string TextMissing = "text-missing";
    public const string LanguageWrongType = "language-wrong-type";
    public const string UrlWrongType = "url-wrong-type";
    public const string ReplyToWrongType = "reply-to-wrong-type";
}
