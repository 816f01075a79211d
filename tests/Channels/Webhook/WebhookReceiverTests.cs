using Conversations.Channels.Webhook;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Channels.Tests.Webhook;

public sealed class WebhookReceiverTests
{
    private static readonly DateTimeOffset Now = HostileCase.Now;
    private static readonly ChannelSettings Channel = new()
    {
        Id = new ChannelId("c-1"),
        Kind = "webhook",
        Name = "shop",
        Queue = new QueueId("q-1"),
        Secrets = [new ChannelSecret("s-1", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", Now)],
    };

    [Fact]
    public void A_signed_message_is_read()
    {
        var body = "{\"id\":\"m\",\"thread\":\"t\",\"text\":\"x\",\"sender\":{\"id\":\"u\"}}"u8;

        var reading = WebhookReceiver.Receive(Channel, Signed(body), body, Now);

        Assert.IsType<WebhookItem.Message>(Assert.IsType<WebhookReading.Read>(reading).Items.Single());
    }

    [Fact]
    public void The_byte_order_mark_is_part_of_what_was_signed()
    {
        byte[] body = [0xEF, 0xBB, 0xBF, .. "[]"u8];

        Assert.IsType<WebhookReading.Read>(WebhookReceiver.Receive(Channel, Signed(body), body, Now));
        Assert.Equal(new WebhookReading.Unsigned(SignatureCheck.NoMatch), WebhookReceiver.Receive(Channel, Signed("[]"u8), body, Now));
    }

    [Fact]
    public void Nothing_is_read_of_an_unsigned_body()
    {
        var reading = WebhookReceiver.Receive(Channel, new WebhookSignature("m", StandardWebhooks.TimestampOf(Now), "v1,AAAA"), "not json"u8, Now);

        Assert.Equal(new WebhookReading.Unsigned(SignatureCheck.NoMatch), reading);
    }

    [Fact]
    public void A_signed_status_is_read_and_an_unsigned_one_is_not()
    {
        var body = "{\"replyId\":\"0192e5a0-0000-7000-8000-0000000000AA\",\"status\":\"delivered\",\"at\":\"2026-11-22T11:00:00Z\"}"u8;

        Assert.Equal(
            new StatusReading.Update(new Guid("0192e5a0-0000-7000-8000-0000000000aa"), "delivered", new DateTimeOffset(2026, 11, 22, 11, 0, 0, TimeSpan.Zero)),
            StatusReceiver.Receive(Channel, Signed(body), body, Now));
        Assert.Equal(new StatusReading.Unsigned(SignatureCheck.Missing), StatusReceiver.Receive(Channel, default, body, Now));
    }

    private static WebhookSignature Signed(ReadOnlySpan<byte> body) =>
        new("w-1", StandardWebhooks.TimestampOf(Now), StandardWebhooks.Sign(Channel.Secrets, "w-1", Now, body));
}
