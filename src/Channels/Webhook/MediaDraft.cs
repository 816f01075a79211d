using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;

namespace Conversations.Channels.Webhook;

/// <summary>The media member as read so far.</summary>
internal struct MediaDraft
{
    private ImmutableArray<InboundMedia>.Builder? items;

    /// <summary>The first fault found in the list, or null.</summary>
    public string? Fault { get; private set; }

    public static MediaDraft Read(ref LenientReader reader)
    {
        var draft = default(MediaDraft);
        if (reader.Token != JsonTokenType.StartArray)
        {
            draft.Fault = reader.Token == JsonTokenType.Null ? null : QuarantineReasons.MediaWrongType;
            reader.SkipValue();
            return draft;
        }

        while (reader.Next() && reader.Token != JsonTokenType.EndArray)
        {
            draft.ReadItem(ref reader);
        }

        return draft;
    }

    public readonly bool IsEmpty => items is null;

    public readonly ImmutableArray<InboundMedia> ToArray() => items is null ? [] : items.ToImmutable();

    private void ReadItem(ref LenientReader reader)
    {
        if (reader.Token != JsonTokenType.StartObject)
        {
            Fault ??= QuarantineReasons.MediaWrongType;
            reader.SkipValue();
            return;
        }

        TextMember url = default, contentType = default;
        while (reader.Next() && reader.Token == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, ref url, ref contentType);
        }

        items ??= ImmutableArray.CreateBuilder<InboundMedia>();
        Fault ??= items.Count >= Limits.MediaItemsMax ? QuarantineReasons.MediaTooMany : FaultOf(url, contentType);
        if (Fault is null)
        {
            var isTypeUsable = contentType.Value is { Length: > 0 } type && LenientText.FitsIn(type, Limits.ContentTypeCharsMax);
            items.Add(new InboundMedia(url.Value!, isTypeUsable ? contentType.Value : null));
        }
    }

    private static void ReadMember(ref LenientReader reader, ref TextMember url, ref TextMember contentType)
    {
        if (reader.IsMember("url"u8))
        {
            reader.Next();
            url = reader.TextMember();
        }
        else if (reader.IsMember("contentType"u8))
        {
            reader.Next();
            contentType = reader.TextMember();
        }
        else
        {
            reader.Next();
            reader.SkipValue();
        }
    }

    private static string? FaultOf(TextMember url, TextMember contentType) =>
        url.IsWrongType ? QuarantineReasons.MediaUrlWrongType
        : string.IsNullOrEmpty(url.Value) ? QuarantineReasons.MediaUrlMissing
        : !LenientText.FitsIn(url.Value, Limits.UrlCharsMax) ? QuarantineReasons.MediaUrlTooLong
        : !MemberRules.IsHttpUrl(url.Value) ? QuarantineReasons.MediaUrlNotHttp
        : contentType.IsWrongType ? QuarantineReasons.MediaContentTypeWrongType
        : null;
}
