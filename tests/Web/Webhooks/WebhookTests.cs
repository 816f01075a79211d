using System.Net;
using System.Text;
using System.Text.Json;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Webhooks;

public sealed class WebhookTests(SharedServer shared)
{
    private TestChannel Channel => shared.Channel;

    [Fact]
    public async Task A_message_is_accepted_once_and_known_ever_after()
    {
        var thread = TestChannel.NewThread();
        var first = (await Channel.SendAsync(TestChannel.Message(thread, "m-1", "one"))).Is(HttpStatusCode.OK);
        var again = (await Channel.SendAsync(TestChannel.Message(thread, "m-1", "other words"))).Is(HttpStatusCode.OK);

        var (one, two) = (first.Json.GetProperty("results")[0], again.Json.GetProperty("results")[0]);
        Assert.Equal(["id", "conversationId", "seq", "status"], one.EnumerateObject().Select(member => member.Name));
        Assert.Equal(("accepted", 1), (one.GetProperty("status").GetString(), one.GetProperty("seq").GetInt32()));
        Assert.Equal(("duplicate", 1), (two.GetProperty("status").GetString(), two.GetProperty("seq").GetInt32()));
        Assert.Equal(one.GetProperty("conversationId").GetString(), two.GetProperty("conversationId").GetString());
    }

    [Fact]
    public async Task Results_stand_in_the_order_of_the_items_whatever_became_of_them()
    {
        var (a, b) = (TestChannel.NewThread(), TestChannel.NewThread());
        var answer = await Channel.SendAsync(new object[]
        {
            TestChannel.Message(a, "1"), TestChannel.Message(b, "1"), new { id = 7 }, TestChannel.Message(a, "2"), TestChannel.Message(a, "1"), new { id = "x", thread = a },
        });

        var results = answer.Is(HttpStatusCode.OK).Json.GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["accepted", "accepted", "quarantined", "accepted", "duplicate", "quarantined"], results.Select(it => it.GetProperty("status").GetString()));
        Assert.Equal([1, 1, 2, 1], new[] { 0, 1, 3, 4 }.Select(at => results[at].GetProperty("seq").GetInt32()));
        Assert.Equal(JsonValueKind.Null, results[2].GetProperty("id").ValueKind);
        Assert.Equal("x", results[5].GetProperty("id").GetString());
        Assert.Equal(["id", "status", "reason"], results[2].EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task What_cannot_be_read_is_kept_raw_for_an_admin()
    {
        var odd = """{"id":"odd-1","thread":5,"secret":"☃"}""";
        (await Channel.SendAsync(odd)).Is(HttpStatusCode.OK);

        var page = (await shared.Admin.GetAsync("/api/v1/quarantine")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        var item = page.First(it => it.GetProperty("externalId").GetString() == "odd-1");
        Assert.Equal(odd, Encoding.UTF8.GetString(item.GetProperty("raw").GetBytesFromBase64()));
        Assert.Equal(Channel.Id, item.GetProperty("channelId").GetString());
    }

    [Theory]
    [InlineData("webhook-signature", "v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("webhook-signature", "")]
    [InlineData("webhook-timestamp", "1")]
    [InlineData("webhook-timestamp", "soon")]
    [InlineData("webhook-id", "another")]
    public async Task A_wrong_signature_time_or_id_is_refused(string header, string value)
    {
        var answer = await Channel.SendAsync(TestChannel.Message(TestChannel.NewThread(), "m-1"), change: request =>
        {
            request.Headers.Remove(header);
            request.Headers.TryAddWithoutValidation(header, value);
        });

        answer.Is(HttpStatusCode.Unauthorized, "invalid-signature");
    }

    [Fact]
    public async Task A_changed_body_is_refused()
    {
        var answer = await Channel.SendAsync(
            TestChannel.Message(TestChannel.NewThread(), "m-1"), change: request => request.Content = new StringContent("{}", Encoding.UTF8, "application/json"));

        answer.Is(HttpStatusCode.Unauthorized, "invalid-signature");
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("{} {}")]
    public async Task A_signed_body_that_is_no_message_is_malformed(string body) => (await Channel.SendAsync(body)).Is(HttpStatusCode.BadRequest, "malformed");

    [Fact]
    public async Task A_thousand_items_are_taken_and_one_more_is_malformed()
    {
        var thread = TestChannel.NewThread();
        var items = Enumerable.Range(0, 1_001).Select(number => TestChannel.Message(thread, "m-" + number)).ToArray();

        var taken = (await Channel.SendAsync(items[..1_000])).Is(HttpStatusCode.OK);
        Assert.Equal(Enumerable.Range(1, 1_000), taken.Json.GetProperty("results").EnumerateArray().Select(it => it.GetProperty("seq").GetInt32()));
        (await Channel.SendAsync(items)).Is(HttpStatusCode.BadRequest, "malformed");
    }

    [Fact]
    public async Task A_body_of_one_megabyte_is_taken_and_one_byte_more_is_too_large()
    {
        const int bytesMax = 1024 * 1024;
        var message = JsonSerializer.Serialize(TestChannel.Message(TestChannel.NewThread(), "m-1"));

        (await Channel.SendAsync(message.PadRight(bytesMax))).Is(HttpStatusCode.OK);
        (await Channel.SendAsync(message.PadRight(bytesMax + 1))).Is(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        (await Channel.SendAsync(message.PadRight(bytesMax), change: Chunked)).Is(HttpStatusCode.OK);
        (await Channel.SendAsync(message.PadRight(bytesMax + 1), change: Chunked)).Is(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("ch-unknown")]
    [InlineData("no%20id")]
    [InlineData("..%2f..")]
    public async Task An_unknown_channel_is_not_found(string id)
    {
        using var anybody = shared.Server.Anonymous();
        (await anybody.PostAsync("/hooks/" + id, "{}")).Is(HttpStatusCode.NotFound, "not-found");
        (await anybody.PostAsync($"/hooks/{id}/status", "{}")).Is(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_chat_channel_has_no_webhook()
    {
        var chat = (await shared.Admin.PostAsync("/api/v1/channels", new { kind = "chat", name = "Chat", allowedOrigins = new[] { "https://example.org" } })).Is(HttpStatusCode.Created);

        var answer = await new TestChannel(shared.Server, chat["id"], chat["secret"]).SendAsync(TestChannel.Message("t", "m"));
        answer.Is(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task NUL_and_half_surrogates_lose_no_message()
    {
        var thread = TestChannel.NewThread();
        (await Channel.SendAsync($$"""{"id":"n","thread":"{{thread}}","text":"a\u0000b\ud800c","sentAt":"yesterday","sender":{"id":"u"} }""")).Is(HttpStatusCode.OK);

        var list = await shared.Admin.GetAsync("/api/v1/conversations?q=" + thread);
        Assert.Equal("a\uFFFDb\uFFFDc", list.Json.GetProperty("items")[0].GetProperty("lastText").GetString());
    }

    [Fact]
    public async Task A_second_secret_works_at_once_and_a_removed_one_no_longer()
    {
        var channel = await TestChannel.MakeAsync(shared.Server);
        var old = channel.Secret;
        await channel.ArriveAsync();
        var added = (await shared.Admin.PostAsync($"/api/v1/channels/{channel.Id}/secrets")).Is(HttpStatusCode.Created);
        channel.Secret = added["secret"];
        await channel.ArriveAsync();
        channel.Secret = old;
        await channel.ArriveAsync();

        (await shared.Admin.DeleteAsync($"/api/v1/channels/{channel.Id}/secrets/{added["id"]}")).Is(HttpStatusCode.NoContent);
        channel.Secret = added["secret"];
        (await channel.SendAsync(TestChannel.Message("t", "m"))).Is(HttpStatusCode.Unauthorized, "invalid-signature");
        var only = (await shared.Admin.GetAsync("/api/v1/channels")).Json.GetProperty("items").EnumerateArray()
            .First(it => it.GetProperty("id").GetString() == channel.Id).GetProperty("secrets")[0].GetProperty("id");
        (await shared.Admin.DeleteAsync($"/api/v1/channels/{channel.Id}/secrets/{only}")).Is(HttpStatusCode.Conflict, "last-secret");
    }

    [Fact]
    public async Task A_status_is_recorded_once_and_only_by_the_reply_s_own_channel()
    {
        var conversation = await Channel.ArriveAsync();
        var reply = Guid.NewGuid();
        (await shared.Admin.PostAsync($"/api/v1/conversations/{conversation}/replies", new { id = reply, text = "answer", seenSeq = 1 })).Is(HttpStatusCode.Accepted);
        var status = new { replyId = reply, status = "delivered", at = "2026-11-22T10:00:00Z" };

        var stranger = await TestChannel.MakeAsync(shared.Server);
        (await stranger.SendAsync(status, "/status")).Is(HttpStatusCode.NotFound, "not-found");
        (await Channel.SendAsync(new { replyId = Guid.NewGuid(), status = "delivered" }, "/status")).Is(HttpStatusCode.NotFound, "not-found");
        (await Channel.SendAsync(new { replyId = "7", status = "delivered" }, "/status")).Is(HttpStatusCode.BadRequest, "malformed");
        (await Channel.SendAsync(status, "/status")).Is(HttpStatusCode.OK);
        Assert.Equal("known", (await Channel.SendAsync(status, "/status")).Is(HttpStatusCode.OK)["status"]);
    }

    private static void Chunked(HttpRequestMessage request) => request.Headers.TransferEncodingChunked = true;
}
