using System.Text.Json;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Webhook;

/// <summary>Reads "{ replyId, status, at }"; pure, and as lenient about the rest as <see cref="WebhookReceiver"/>.</summary>
public static class StatusReceiver
{
    public const string Delivered = "delivered";
    public const string Read = "read";
    public const string Failed = "failed";
    public const string NotAnObject = "not-an-object";
    public const string ReplyIdMissing = "reply-id-missing";
    public const string ReplyIdNotAUuid = "reply-id-not-a-uuid";
    public const string StatusUnknown = "status-unknown";

    /// <summary>Checks the signature on the raw bytes, then reads them.</summary>
    public static StatusReading Receive(ChannelSettings channel, WebhookSignature signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var check = StandardWebhooks.Verify(channel.Secrets, signature, body, now);
        return check == SignatureCheck.Valid ? Parse(body, now) : new StatusReading.Unsigned(check);
    }

    /// <summary>Reads a body whose signature has been checked. Never throws, whatever the bytes.</summary>
    public static StatusReading Parse(ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        try
        {
            var reader = LenientReader.Over(body);
            reader.Next();
            return reader.Token == JsonTokenType.StartObject ? ReadObject(ref reader, now) : new StatusReading.Malformed(NotAnObject);
        }
        catch (JsonException)
        {
            return new StatusReading.Malformed(WebhookReceiver.NotJson);
        }
        catch (TooDeepException)
        {
            return new StatusReading.Malformed(WebhookReceiver.TooDeep);
        }
    }

    private static StatusReading ReadObject(ref LenientReader reader, DateTimeOffset now)
    {
        TextMember replyId = default, status = default, at = default;
        while (reader.Next() && reader.Token == JsonTokenType.PropertyName)
        {
            ReadMember(ref reader, ref replyId, ref status, ref at);
        }

        // Whatever follows the value is not JSON and throws.
        reader.Next();
        if (replyId is { Value: null, IsWrongType: false })
        {
            return new StatusReading.Malformed(ReplyIdMissing);
        }

        if (!Guid.TryParseExact(replyId.Value, "D", out var reply))
        {
            return new StatusReading.Malformed(ReplyIdNotAUuid);
        }

        return status.Value is Delivered or Read or Failed
            ? new StatusReading.Update(reply, status.Value, at.Value is { } time ? LenientTime.Read(time, now) : null)
            : new StatusReading.Malformed(StatusUnknown);
    }

    private static void ReadMember(ref LenientReader reader, ref TextMember replyId, ref TextMember status, ref TextMember at)
    {
        if (reader.IsMember("replyId"u8))
        {
            reader.Next();
            replyId = reader.TextMember();
        }
        else if (reader.IsMember("status"u8))
        {
            reader.Next();
            status = reader.TextMember();
        }
        else if (reader.IsMember("at"u8))
        {
            reader.Next();
            at = reader.TextMember();
        }
        else
        {
            reader.Next();
            reader.SkipValue();
        }
    }
}
