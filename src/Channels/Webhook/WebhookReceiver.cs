using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Webhook;

/// <summary>
/// The ear of the generic webhook; pure. Strict about who speaks and what is JSON, lenient about what strangers put into it: whatever can reach a
/// person does, the rest is kept as it came. README.md of this room lists the decisions.
/// </summary>
public static class WebhookReceiver
{
    public const string NotJson = "not-json";
    public const string TooDeep = "too-deep";
    public const string TooManyItems = "too-many-items";
    public const string NotAnObjectOrArray = "not-an-object-or-array";

    /// <summary>Checks the signature on the raw bytes, then reads them.</summary>
    public static WebhookReading Receive(ChannelSettings channel, WebhookSignature signature, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var check = StandardWebhooks.Verify(channel.Secrets, signature, body, now);
        return check == SignatureCheck.Valid ? Parse(body, now) : new WebhookReading.Unsigned(check);
    }

    /// <summary>Reads a body whose signature has been checked. Never throws, whatever the bytes.</summary>
    public static WebhookReading Parse(ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        try
        {
            var reader = LenientReader.Over(body);
            return ReadBody(ref reader, body, now);
        }
        catch (JsonException)
        {
            return new WebhookReading.Malformed(NotJson);
        }
        catch (TooDeepException)
        {
            return new WebhookReading.Malformed(TooDeep);
        }
    }

    private static WebhookReading ReadBody(ref LenientReader reader, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var items = ImmutableArray.CreateBuilder<WebhookItem>();
        reader.Next();
        if (reader.Token == JsonTokenType.StartArray)
        {
            while (reader.Next() && reader.Token != JsonTokenType.EndArray)
            {
                if (items.Count == Limits.WebhookItemsMax)
                {
                    return new WebhookReading.Malformed(TooManyItems);
                }

                items.Add(ReadItem(ref reader, body, now));
            }
        }
        else if (reader.Token == JsonTokenType.StartObject)
        {
            items.Add(ReadItem(ref reader, body, now));
        }
        else
        {
            return new WebhookReading.Malformed(NotAnObjectOrArray);
        }

        // Whatever follows the value is not JSON and throws.
        reader.Next();
        return new WebhookReading.Read(items.ToImmutable());
    }

    private static WebhookItem ReadItem(ref LenientReader reader, ReadOnlySpan<byte> body, DateTimeOffset now)
    {
        var start = reader.Start;
        if (reader.Token != JsonTokenType.StartObject)
        {
            reader.SkipValue();
            return new WebhookItem.Quarantined(null, QuarantineReasons.NotAnObject, body[start..reader.End].ToArray());
        }

        var draft = MessageDraft.Read(ref reader, now);
        return draft.Fault() is { } reason
            ? new WebhookItem.Quarantined(draft.UsableId, reason, body[start..reader.End].ToArray())
            : new WebhookItem.Message(draft.ToMessage());
    }
}
