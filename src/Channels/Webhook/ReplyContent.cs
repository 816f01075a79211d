using System.Net;
using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Webhook;

/// <summary>
/// The body of a reply, which knows whether it was begun to be written. Without its body a request cannot be acted upon, so before that moment the
/// reply was surely not sent, and after it nobody knows without an answer.
/// </summary>
internal sealed class ReplyContent : HttpContent
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly byte[] body;
    private volatile bool isBegun;

    public ReplyContent(byte[] body)
    {
        this.body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    public bool IsBegun => isBegun;

    /// <summary>The members of contract.md, all of them always, in its order; and media where there are any.</summary>
    public static byte[] Write(OutgoingReply reply)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Plain))
        {
            json.WriteStartObject();
            json.WriteString("id", reply.ReplyId);
            if (reply.Gesture is { } gesture)
            {
                WriteGesture(json, reply, gesture);
            }
            else
            {
                WriteReply(json, reply);
            }

            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteGesture(Utf8JsonWriter json, OutgoingReply reply, OutgoingGesture gesture)
    {
        json.WriteString("conversationId", reply.ConversationId);
        json.WriteString("channelId", gesture.ChannelId);
        json.WriteString("customerId", gesture.CustomerId);
        json.WriteString("kind", gesture.Kind);
        json.WriteNumber("amount", gesture.Amount);
        json.WriteString("currency", gesture.Currency);
        json.WriteString("reason", gesture.Reason);
        json.WriteString("employeeId", gesture.EmployeeId);
        json.WriteString("coSignerId", gesture.CoSignerId);
        json.WriteNumber("policyVersion", gesture.PolicyVersion);
        json.WriteString("at", gesture.At.UtcDateTime);
    }

    private static void WriteReply(Utf8JsonWriter json, OutgoingReply reply)
    {
        json.WriteString("thread", reply.Thread);
        json.WriteString("conversationId", reply.ConversationId);
        json.WriteString("visibility", reply.Visibility);
        json.WriteString("text", reply.Text);
        json.WriteString("replyTo", reply.ReplyTo);
        json.WriteStartObject("author");
        json.WriteString("name", reply.AuthorName);
        json.WriteEndObject();
        WriteMedia(json, reply);
    }

    private static void WriteMedia(Utf8JsonWriter json, OutgoingReply reply)
    {
        if (reply.Media is not { IsDefaultOrEmpty: false } files)
        {
            return;
        }

        json.WriteStartArray("media");
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WriteString("url", file.Url);
            json.WriteString("contentType", file.ContentType);
            json.WriteString("name", file.Name);
            json.WriteNumber("size", file.Size);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        isBegun = true;
        await stream.WriteAsync(body, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = body.Length;
        return true;
    }
}
