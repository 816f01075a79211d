using System.Buffers;
using System.Text.Json;
using Conversations.Channels.Webhook;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;
using Orleans;

namespace Conversations.Web.Webhooks;

/// <summary>
/// The ear of the generic webhook: the hottest road of the program. Nothing on it reflects, and the body is read where it lies: channel,
/// signature over the raw bytes, items, one grain call for each conversation, answer.
/// </summary>
public sealed class WebhookRoutes(KnownChannels channels, WebhookIntake intake, IOutbox outbox, IGrainFactory grains, TimeProvider clock)
{
    private const string Chat = "chat";

    public void Map(IEndpointRouteBuilder routes)
    {
        var signed = new OpenToAllAttribute("The body is signed with the channel's secret.");
        routes.MapPost("/hooks/{channelId}", ReceiveAsync).WithMetadata(signed, new ApiDescription("Takes customers' messages in (Standard Webhooks 1.0).")
        {
            RawBody = "WebhookMessages",
            Answers = [new(200, "WebhookResults")],
            Problems = [Problems.Malformed, Problems.InvalidSignature, Problems.NotFound, Problems.BodyTooLarge, Problems.Unavailable],
        });
        routes.MapPost("/hooks/{channelId}/status", ReceiveStatusAsync).WithMetadata(signed, new ApiDescription("Takes in what became of a reply.")
        {
            RawBody = "ReplyStatus",
            Answers = [new(200, "StatusResult")],
            Problems = [Problems.Malformed, Problems.InvalidSignature, Problems.NotFound, Problems.BodyTooLarge, Problems.Unavailable],
        });
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        var channel = await FindAsync(context);
        var reading = await ReadAsync(context, channel, WebhookReceiver.Receive);
        switch (reading)
        {
            case WebhookReading.Unsigned:
                throw new ProblemException(Problems.InvalidSignature);
            case WebhookReading.Malformed malformed:
                throw new ProblemException(new Problem(Problems.Malformed) { Detail = malformed.Reason });
            case WebhookReading.Read read:
                var results = await intake.TakeAsync(channel, read.Items, context.RequestAborted);
                await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, results, WriteResults);
                return;
        }
    }

    private async Task ReceiveStatusAsync(HttpContext context)
    {
        var channel = await FindAsync(context);
        var reading = await ReadAsync(context, channel, StatusReceiver.Receive);
        switch (reading)
        {
            case StatusReading.Unsigned:
                throw new ProblemException(Problems.InvalidSignature);
            case StatusReading.Malformed malformed:
                throw new ProblemException(new Problem(Problems.Malformed) { Detail = malformed.Reason });
            case StatusReading.Update update:
                var isNew = await RecordAsync(channel.Settings.Id, update, context.RequestAborted);
                await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, isNew, static (writer, recorded) =>
                {
                    writer.WriteStartObject();
                    writer.WriteString("status"u8, recorded ? "recorded"u8 : "known"u8);
                    writer.WriteEndObject();
                });
                return;
        }
    }

    private async ValueTask<bool> RecordAsync(ChannelId channel, StatusReading.Update update, CancellationToken cancellationToken)
    {
        var row = await outbox.FindAsync(update.ReplyId, cancellationToken);
        if (row is null || row.Channel != channel)
        {
            throw new ProblemException(Problems.NotFound);
        }

        return await grains.GetGrain<IConversationGrain>(row.Stream).RecordDelivery(new DeliveryReport { ReplyId = update.ReplyId, Status = update.Status });
    }

    private async ValueTask<KnownChannel> FindAsync(HttpContext context) =>
        await channels.FindAsync((string)context.Request.RouteValues["channelId"]!, context.RequestAborted) is { Settings: { Disabled: false, Kind: not Chat } } channel
            ? channel
            : throw new ProblemException(Problems.NotFound);

    private delegate T Receive<T>(ChannelSettings channel, WebhookSignature signature, ReadOnlySpan<byte> body, DateTimeOffset now);

    private async ValueTask<T> ReadAsync<T>(HttpContext context, KnownChannel channel, Receive<T> receive)
    {
        var buffer = await BoundedBody.ReadAsync(context, Limits.WebhookBodyBytesMax);
        try
        {
            return Read(context, channel, buffer, receive);
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(buffer.End);
        }
    }

    private T Read<T>(HttpContext context, KnownChannel channel, ReadOnlySequence<byte> body, Receive<T> receive)
    {
        var headers = context.Request.Headers;
        var signature = new WebhookSignature(Single(headers["webhook-id"]), Single(headers["webhook-timestamp"]), Single(headers["webhook-signature"]));
        if (body.IsSingleSegment)
        {
            return receive(channel.Settings, signature, body.FirstSpan, clock.GetUtcNow());
        }

        var length = (int)body.Length;
        var copy = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            body.CopyTo(copy);
            return receive(channel.Settings, signature, copy.AsSpan(0, length), clock.GetUtcNow());
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(copy);
        }
    }

    // The same header twice is as good as none.
    private static string? Single(Microsoft.Extensions.Primitives.StringValues header) => header.Count == 1 ? header[0] : null;

    private static void WriteResults(Utf8JsonWriter writer, ItemResult[] results)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("results"u8);
        foreach (ref readonly var result in results.AsSpan())
        {
            result.Write(writer);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
