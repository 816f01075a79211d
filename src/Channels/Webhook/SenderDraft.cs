using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Webhook;

/// <summary>The sender member as read so far; judged only when the whole item is read, for a later member of the same name wins.</summary>
internal struct SenderDraft
{
    private bool isPresent;
    private bool isWrongType;
    private TextMember id;
    private TextMember name;
    private TextMember handle;
    private long? followers;
    private bool isFollowersWrongType;

    public static SenderDraft Read(ref LenientReader reader)
    {
        var draft = new SenderDraft { isPresent = reader.Token != JsonTokenType.Null };
        if (reader.Token != JsonTokenType.StartObject)
        {
            draft.isWrongType = draft.isPresent;
            reader.SkipValue();
            return draft;
        }

        while (reader.Next() && reader.Token == JsonTokenType.PropertyName)
        {
            draft.ReadMember(ref reader);
        }

        return draft;
    }

    public readonly string? Fault() =>
        !isPresent ? QuarantineReasons.SenderMissing
        : isWrongType ? QuarantineReasons.SenderWrongType
        : MemberRules.IdFault(id, QuarantineReasons.SenderIdMissing, QuarantineReasons.SenderIdWrongType, QuarantineReasons.SenderIdTooLong)
        ?? (name.IsWrongType ? QuarantineReasons.SenderNameWrongType
            : handle.IsWrongType ? QuarantineReasons.SenderHandleWrongType
            : isFollowersWrongType ? QuarantineReasons.SenderFollowersWrongType
            : null);

    public readonly CustomerView ToView() => new()
    {
        Id = id.Value!,
        Name = MemberRules.Cut(name.Value, Limits.NameCharsMax),
        Handle = MemberRules.Cut(handle.Value, Limits.NameCharsMax),
        Followers = followers,
    };

    private void ReadMember(ref LenientReader reader)
    {
        if (reader.IsMember("id"u8))
        {
            reader.Next();
            id = reader.TextMember();
        }
        else if (reader.IsMember("name"u8))
        {
            reader.Next();
            name = reader.TextMember();
        }
        else if (reader.IsMember("handle"u8))
        {
            reader.Next();
            handle = reader.TextMember();
        }
        else if (reader.IsMember("followers"u8))
        {
            reader.Next();
            ReadFollowers(ref reader);
        }
        else
        {
            reader.Next();
            reader.SkipValue();
        }
    }

    private void ReadFollowers(ref LenientReader reader)
    {
        followers = reader.Token == JsonTokenType.Number ? reader.Count() : null;
        isFollowersWrongType = reader.Token is not (JsonTokenType.Number or JsonTokenType.Null);
        reader.SkipValue();
    }
}
