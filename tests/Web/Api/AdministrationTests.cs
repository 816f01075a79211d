using System.Net;
using System.Text;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Web.Tests.Api;

/// <summary>Quarantine, replies for people, and the test of a channel.</summary>
public sealed class AdministrationTests(SharedServer shared)
{
    [Fact]
    public async Task A_quarantined_item_that_can_be_read_now_is_taken_in_once_and_one_that_cannot_stays()
    {
        var thread = TestChannel.NewThread();
        var readable = JsonSerializer.SerializeToUtf8Bytes(TestChannel.Message(thread, "q-1", "let me in"));
        var quarantine = shared.Server.Services.GetRequiredService<IQuarantine>();
        await quarantine.AddAsync(
            [
                new QuarantineRow(0, new ChannelId(shared.Channel.Id), "q-1", "of an older release", readable, shared.Server.Time.GetUtcNow()),
                new QuarantineRow(0, new ChannelId(shared.Channel.Id), "q-2", "no-thread", Encoding.UTF8.GetBytes($$"""{"id":"q-2","text":"{{thread}}"}"""), shared.Server.Time.GetUtcNow()),
                new QuarantineRow(0, new ChannelId(shared.Channel.Id), null, "not-an-object", Encoding.UTF8.GetBytes($"[\"{thread}\"]"), shared.Server.Time.GetUtcNow()),
            ],
            CancellationToken.None);
        var ids = (await quarantine.ListAsync(null, 3, CancellationToken.None)).Select(row => row.Id).Order().ToArray();

        var taken = (await shared.Admin.PostAsync($"/api/v1/quarantine/{ids[0]}/redrive")).Is(HttpStatusCode.OK);

        Assert.Equal(("accepted", "1"), (taken["status"], taken["seq"]));
        Assert.Equal("let me in", (await shared.Admin.GetAsync($"/api/v1/conversations/{taken["conversationId"]}")).Is(HttpStatusCode.OK)["lastText"]);
        (await shared.Admin.PostAsync($"/api/v1/quarantine/{ids[0]}/redrive")).Is(HttpStatusCode.NotFound, "not-found");
        foreach (var id in ids[1..])
        {
            Assert.Equal("quarantined", (await shared.Admin.PostAsync($"/api/v1/quarantine/{id}/redrive")).Is(HttpStatusCode.OK)["status"]);
            Assert.NotNull(await quarantine.FindAsync(id, CancellationToken.None));
        }

        foreach (var none in new[] { "0", "x", "99999999999999999999", "-1" })
        {
            (await shared.Admin.PostAsync($"/api/v1/quarantine/{none}/redrive")).Is(HttpStatusCode.NotFound, "not-found");
        }
    }

    [Fact]
    public async Task A_reply_that_failed_is_listed_with_its_conversation_until_a_person_has_decided()
    {
        var id = await shared.Channel.ArriveAsync();
        var reply = Guid.NewGuid();
        (await shared.Admin.PostAsync($"/api/v1/conversations/{id}/replies", new { id = reply, text = "nobody listens", seenSeq = 1 })).Is(HttpStatusCode.Accepted);
        JsonElement[] mine;
        do
        {
            mine = [.. (await shared.Admin.GetAsync("/api/v1/replies?state=failed")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
                .Where(item => item.GetProperty("replyId").GetGuid() == reply)];
        }
        while (mine.Length == 0);

        Assert.Equal((id, "failed"), (mine[0].GetProperty("conversation").GetProperty("id").GetString(), mine[0].GetProperty("state").GetString()));
        Assert.Equal("nobody listens", mine[0].GetProperty("text").GetString());
        foreach (var wrong in new[] { "", "?state=sent", "?state=failed&cursor=1", "?state=failed&limit=101", "?state=failed&cursor=99999999999999999999-x" })
        {
            (await shared.Admin.GetAsync("/api/v1/replies" + wrong)).Is(HttpStatusCode.BadRequest, "invalid-query");
        }

        var page = (await shared.Admin.GetAsync("/api/v1/replies?state=failed&limit=1")).Is(HttpStatusCode.OK);
        (await shared.Admin.GetAsync($"/api/v1/replies?state=failed&limit=1&cursor={page["next"]}")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_test_message_comes_in_like_a_customers_and_goes_out_once_with_what_was_answered()
    {
        var channel = await TestChannel.MakeAsync(shared.Server);

        var first = (await shared.Admin.PostAsync($"/api/v1/channels/{channel.Id}/test", new { direction = "in" })).Is(HttpStatusCode.OK);
        var second = (await shared.Admin.PostAsync($"/api/v1/channels/{channel.Id}/test", new { direction = "in" })).Is(HttpStatusCode.OK);

        Assert.Equal(("accepted", "1"), (first["status"], first["seq"]));
        Assert.Equal((first["conversationId"], "2"), (second["conversationId"], second["seq"]));
        (await shared.Admin.PostAsync($"/api/v1/channels/{channel.Id}/test", new { direction = "out" })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await shared.Admin.PostAsync($"/api/v1/channels/{channel.Id}/test", new { direction = "up" })).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await shared.Admin.PostAsync("/api/v1/channels/unknown/test", new { direction = "in" })).Is(HttpStatusCode.NotFound, "not-found");
        (await shared.Admin.PatchAsync($"/api/v1/channels/{channel.Id}", new { disabled = true })).Is(HttpStatusCode.OK);
        (await shared.Admin.PostAsync($"/api/v1/channels/{channel.Id}/test", new { direction = "in" })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
    }
}
