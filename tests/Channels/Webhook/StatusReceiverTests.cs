using System.Text;
using Conversations.Channels.Webhook;

namespace Conversations.Channels.Tests.Webhook;

public sealed class StatusReceiverTests
{
    private const string Reply = "\"replyId\":\"0192e5a0-0000-7000-8000-0000000000aa\"";

    [Theory]
    [InlineData("")]
    [InlineData(",\"at\":null")]
    [InlineData(",\"at\":5")]
    [InlineData(",\"at\":\"soon\"")]
    [InlineData(",\"at\":\"9999-01-01T00:00:00Z\"")]
    public void A_time_that_cannot_be_believed_does_not_cost_the_status(string at) =>
        Assert.Null(Assert.IsType<StatusReading.Update>(Parse("{" + Reply + ",\"status\":\"read\"" + at + ",\"extra\":[{}]}")).At);

    [Theory]
    [InlineData("[]", StatusReceiver.NotAnObject)]
    [InlineData("null", StatusReceiver.NotAnObject)]
    [InlineData("", WebhookReceiver.NotJson)]
    [InlineData("{} {}", WebhookReceiver.NotJson)]
    [InlineData("{\"status\":\"read\"}", StatusReceiver.ReplyIdMissing)]
    [InlineData("{\"replyId\":null,\"status\":\"read\"}", StatusReceiver.ReplyIdMissing)]
    [InlineData("{\"replyId\":5,\"status\":\"read\"}", StatusReceiver.ReplyIdNotAUuid)]
    [InlineData("{\"replyId\":\"x\",\"status\":\"read\"}", StatusReceiver.ReplyIdNotAUuid)]
    [InlineData("{\"replyId\":\"{0192e5a0-0000-7000-8000-0000000000aa}\",\"status\":\"read\"}", StatusReceiver.ReplyIdNotAUuid)]
    [InlineData("{" + Reply + "}", StatusReceiver.StatusUnknown)]
    [InlineData("{" + Reply + ",\"status\":\"Read\"}", StatusReceiver.StatusUnknown)]
    [InlineData("{" + Reply + ",\"status\":\"sent\"}", StatusReceiver.StatusUnknown)]
    [InlineData("{" + Reply + ",\"status\":1}", StatusReceiver.StatusUnknown)]
    public void What_is_no_status_is_malformed(string body, string reason) => Assert.Equal(new StatusReading.Malformed(reason), Parse(body));

    private static StatusReading Parse(string body) => StatusReceiver.Parse(Encoding.UTF8.GetBytes(body), HostileCase.Now);
}
