using System.Globalization;
using System.Text.Json;
using Conversations.Channels.Webhook;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Input;
using Conversations.Web.Json;
using Conversations.Web.OpenApi;
using Conversations.Web.Webhooks;

namespace Conversations.Web.Api;

/// <summary>
/// "Send a test message": inwards one signed with the channel's newest secret, by the same road as a customer's, into the one test thread of the channel;
/// outwards one to the reply address by the same sender as replies, once, and what the other end said.
/// </summary>
public sealed class ChannelTestApi(KnownChannels known, WebhookIntake intake, IEnumerable<IChannelSender> senders, TimeProvider clock)
{
    private const string Thread = "conversations-test";
    private const string Text = "This is a test message of Conversations.";

    private static readonly BodyShape Shape = new("ChannelTest", new ChoiceMember("direction", "in", "out"));

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapApi("POST", "/api/v1/channels/{id}/test", Permission.ManageChannels, TestAsync, new ApiDescription("Sends a test message in, as a customer would, or out to the reply address.")
        {
            Body = Shape,
            Answers = [new(200, "ChannelTestResult")],
        });

    private async Task TestAsync(HttpContext context)
    {
        var id = (string)context.Request.RouteValues["id"]!;
        var channel = await known.FindAsync(id, context.RequestAborted) ?? throw new ProblemException(Contracts.Problems.NotFound);
        var body = await Shape.ReadAsync(context);
        if (channel.Settings.Disabled)
        {
            throw Refused("direction", "the channel is disabled");
        }

        var result = body.Text("direction") == "in" ? await TakeAsync(channel, context.RequestAborted) : await SendAsync(channel.Settings, context.RequestAborted);
        await JsonAnswer.WriteAsync(context, StatusCodes.Status200OK, result, static (writer, it) => it.Write(writer));
    }

    private async ValueTask<Result> TakeAsync(KnownChannel channel, CancellationToken cancellationToken)
    {
        if (channel.Settings.Kind != "webhook")
        {
            throw Refused("direction", "only a webhook channel takes signed messages");
        }

        var now = clock.GetUtcNow();
        var id = "test-" + Guid.NewGuid().ToString("n");
        var message = JsonSerializer.SerializeToUtf8Bytes(new { id, thread = Thread, text = Text, sentAt = now, sender = new { id = "conversations-test", name = "Test" } });
        var signature = new WebhookSignature(id, StandardWebhooks.TimestampOf(now), StandardWebhooks.Sign(channel.Settings.Secrets, id, now, message));
        if (WebhookReceiver.Receive(channel.Settings, signature, message, now) is not WebhookReading.Read read)
        {
            return new Result("refused", "invalid-signature");
        }

        var taken = (await intake.TakeAsync(channel, read.Items, cancellationToken))[0];
        return new Result(taken.Status, taken.Reason, taken.Conversation, taken.Seq);
    }

    private async ValueTask<Result> SendAsync(ChannelSettings channel, CancellationToken cancellationToken)
    {
        if (channel.ReplyUrl is null || senders.FirstOrDefault(sender => sender.Kind == channel.Kind) is not { } sender)
        {
            throw Refused("direction", "the channel has no reply address");
        }

        var reply = new OutgoingReply
        {
            ReplyId = Guid.NewGuid(), Thread = Thread, ConversationId = Thread, Visibility = Audiences.Private, Text = Text, AuthorName = "Conversations",
        };
        return await sender.SendAsync(channel, reply, cancellationToken) switch
        {
            SendOutcome.Sent => new Result("sent", null),
            SendOutcome.Refused refused => new Result("refused", refused.Reason),
            SendOutcome.NotSent notSent => new Result("notSent", notSent.Reason),
            SendOutcome.Unclear unclear => new Result("unclear", unclear.Reason),
            var other => throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"No answer is known for {other}.")),
        };
    }

    private static ProblemException Refused(string member, string why) => new(Problem.Of(Contracts.Problems.OutOfRange, member, why));

    private readonly record struct Result(string Status, string? Reason, string? Conversation = null, long Seq = 0)
    {
        public void Write(Utf8JsonWriter writer)
        {
            writer.WriteStartObject();
            writer.WriteString("status"u8, Status);
            writer.WriteStringIfAny("reason"u8, Reason);
            if (Conversation is not null)
            {
                writer.WriteString("conversationId"u8, Conversation);
                writer.WriteNumber("seq"u8, Seq);
            }

            writer.WriteEndObject();
        }
    }
}
