using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Asks;
using Conversations.Grains.Floor;
using Conversations.Grains.Gestures;
using Conversations.Grains.Handovers;
using Conversations.Grains.Promises;
using Conversations.Grains.Offers;

namespace Conversations.Grains.Conversations;

/// <summary>
/// Events as entries: members that may stay for ever in Data, texts and personal data in Words. Members are only ever added; what a
/// member means never changes. The golden journal holds one entry of each kind as released.
/// </summary>
public static class EntryCodec
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static NewEntry Write(ConversationEvent happened, long seq, DateTimeOffset at, Actor actor, string? sourceKey)
    {
        var (kind, data, words) = Parts(happened);
        return new NewEntry
        {
            Seq = seq,
            At = at,
            Kind = kind,
            Actor = actor,
            Data = Json(data),
            Words = words is null ? null : Json(words),
            SourceKey = sourceKey,
        };
    }

    private static (string Kind, Action<Utf8JsonWriter> Data, Action<Utf8JsonWriter>? Words) Parts(ConversationEvent happened) => happened switch
    {
        MessageReceived e => (EntryKinds.MessageReceived, w => MessageData(w, e.Message), w => MessageWords(w, e.Message)),
        ReplyQueued e => (EntryKinds.ReplyQueued, w => ReplyData(w, e), w => ReplyWords(w, e)),
        ReplyMoved e => (e.Kind, w => MovedData(w, e), null),
        NoteAdded e => (EntryKinds.NoteAdded, w => Strings(w, "mentions", e.Mentions.Select(m => m.Value)), w => w.WriteString("text", e.Text)),
        Claimed e => (EntryKinds.Claimed, w => ClaimedData(w, e), null),
        Assigned e => (EntryKinds.Assigned, w => Ownership(w, e.Employee, e.Epoch), null),
        Released e => (EntryKinds.Released, w => ReleasedData(w, e), null),
        Offered e => (EntryKinds.Offered, w => OfferEntries.Write(w, e), null),
        OfferEnded e => (EntryKinds.OfferEnded, w => OfferEntries.Write(w, e), OfferEntries.Words(e)),
        StateChanged e => (EntryKinds.StateChanged, w => StateData(w, e), null),
        LabelsChanged e => (EntryKinds.LabelsChanged, w => Strings(w, "labels", e.Labels), null),
        PriorityChanged e => (EntryKinds.PriorityChanged, w => FromTo(w, e.From, e.To), null),
        HandoverOffered e => (EntryKinds.HandoverOffered, w => HandoverEntries.Data(w, e), HandoverEntries.Text(e.Summary)),
        HandoverAccepted e => (EntryKinds.HandoverAccepted, w => HandoverEntries.Data(w, e), null),
        HandoverReturned e => (EntryKinds.HandoverReturned, w => HandoverEntries.Data(w, e), HandoverEntries.Text(e.Words)),
        TrackingLinkMade e => (EntryKinds.TrackingLinkMade, w => w.WriteString("link", e.Link), null),
        TrackingLinkRevoked e => (EntryKinds.TrackingLinkRevoked, w => w.WriteString("link", e.Link), null),
        PromiseEvent e => PromiseCodec.Parts(e),
        GestureRecorded e => (e.Gesture.Entry, w => GestureEntries.Data(w, e.Gesture), GestureEntries.HasWords(e.Gesture) ? w => GestureEntries.Words(w, e.Gesture) : null),
        DraftProposed e => (EntryKinds.DraftProposed, w => FloorCodec.Data(w, e), w => w.WriteString("text", e.Text)),
        DraftGivenBack e => (EntryKinds.DraftGivenBack, w => FloorCodec.Data(w, e), w => w.WriteString("text", e.Word)),
        _ => AskEntries.Parts(happened) ?? throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "No entry is written for this event."),
    };

    private static void MessageData(Utf8JsonWriter w, InboundMessage message)
    {
        w.WriteString("visibility", message.Visibility);
        Time(w, "sentAt", message.SentAt, writeNull: true);
        w.WriteString("externalId", message.ExternalId);
        Optional(w, "language", message.Language);
        Optional(w, "replyTo", message.ReplyTo);
    }

    private static void MessageWords(Utf8JsonWriter w, InboundMessage message)
    {
        w.WriteString("text", message.Text);
        w.WriteStartArray("media");
        foreach (var media in message.Media)
        {
            w.WriteStartObject();
            w.WriteString("url", media.Url);
            Optional(w, "contentType", media.ContentType);
            w.WriteEndObject();
        }

        w.WriteEndArray();
        Optional(w, "url", message.Url);
        if (message.Sender.Handle is not null || message.Sender.Followers is not null)
        {
            w.WriteStartObject("sender");
            Optional(w, "handle", message.Sender.Handle);
            if (message.Sender.Followers is { } followers)
            {
                w.WriteNumber("followers", followers);
            }

            w.WriteEndObject();
        }
    }

    private static void ReplyData(Utf8JsonWriter w, ReplyQueued reply)
    {
        w.WriteString("replyId", reply.ReplyId);
        w.WriteString("audience", reply.Audience);
        Time(w, "holdUntil", reply.HoldUntil, writeNull: false);
        Optional(w, "replyTo", reply.ReplyTo);
        if (reply.SentAnyway)
        {
            w.WriteBoolean("sentAnyway", true);
        }

        FloorCodec.Data(w, reply.Proposal);
    }

    private static void ReplyWords(Utf8JsonWriter w, ReplyQueued reply)
    {
        w.WriteString("text", reply.Text);
        if (reply.Media.IsEmpty)
        {
            return;
        }

        w.WriteStartArray("media");
        foreach (var media in reply.Media)
        {
            w.WriteStartObject();
            w.WriteString("id", media.AttachmentId);
            w.WriteString("url", media.Url);
            w.WriteString("contentType", media.ContentType);
            w.WriteString("name", media.Name);
            w.WriteNumber("size", media.Size);
            if (media is { Width: { } width, Height: { } height })
            {
                w.WriteNumber("width", width);
                w.WriteNumber("height", height);
            }

            w.WriteEndObject();
        }

        w.WriteEndArray();
    }

    private static void MovedData(Utf8JsonWriter w, ReplyMoved moved)
    {
        w.WriteString("replyId", moved.ReplyId);
        Optional(w, "reason", moved.Reason);
    }

    private static void Ownership(Utf8JsonWriter w, EmployeeId employee, long epoch)
    {
        w.WriteString("employeeId", employee.Value);
        w.WriteNumber("epoch", epoch);
    }

    private static void ClaimedData(Utf8JsonWriter w, Claimed claimed)
    {
        Ownership(w, claimed.Employee, claimed.Epoch);
        if (claimed.Floor)
        {
            w.WriteBoolean("floor", true);
        }

        if (claimed.ByGrade)
        {
            w.WriteBoolean("byGrade", true);
        }
    }

    private static void ReleasedData(Utf8JsonWriter w, Released released)
    {
        Ownership(w, released.Employee, released.Epoch);
        w.WriteString("reason", released.Reason);
        if (released.OrphanSeconds > 0)
        {
            w.WriteNumber("orphanSeconds", released.OrphanSeconds);
        }
    }

    private static void StateData(Utf8JsonWriter w, StateChanged change)
    {
        FromTo(w, change.From, change.To);
        Time(w, "until", change.Until, writeNull: false);
    }

    private static void FromTo(Utf8JsonWriter w, string from, string to)
    {
        w.WriteString("from", from);
        w.WriteString("to", to);
    }

    private static void Strings(Utf8JsonWriter w, string name, IEnumerable<string> values)
    {
        w.WriteStartArray(name);
        foreach (var value in values)
        {
            w.WriteStringValue(value);
        }

        w.WriteEndArray();
    }

    private static void Optional(Utf8JsonWriter w, string name, string? value)
    {
        if (value is not null)
        {
            w.WriteString(name, value);
        }
    }

    private static void Time(Utf8JsonWriter w, string name, DateTimeOffset? time, bool writeNull)
    {
        if (time is { } known)
        {
            w.WriteString(name, known.UtcDateTime);
        }
        else if (writeNull)
        {
            w.WriteNull(name);
        }
    }

    private static string Json(Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            members(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
