using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Tests.Running;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Web.Tests.Api;

public sealed class DraftTests(SharedServer shared)
{
    private const string Mine = "/api/v1/employees/me/drafts";

    [Fact]
    public async Task A_draft_is_saved_over_the_revision_that_was_read_and_found_on_every_device()
    {
        var (_, me) = await shared.EmployAsync("agent");
        var at = await PathAsync();
        Assert.Equal("""{"text":"","attachments":[],"revision":0}""", (await me.GetAsync(at)).Is(HttpStatusCode.OK).Text);
        var first = (await me.PutAsync(at, new { text = "Dear Ana", audience = "note", revision = 0 })).Is(HttpStatusCode.OK);
        Assert.Equal(["revision", "updatedAt"], first.Json.EnumerateObject().Select(member => member.Name));
        var file = await UploadAsync(me);
        var second = (await me.PutAsync(at, new { text = "Dear Ana, thank", attachments = new[] { file }, revision = RevisionOf(first) })).Is(HttpStatusCode.OK);

        var read = (await me.GetAsync(at)).Is(HttpStatusCode.OK);
        Assert.Equal(("Dear Ana, thank", RevisionOf(second)), (read["text"], RevisionOf(read)));
        Assert.Equal(file, read.Json.GetProperty("attachments")[0].GetString());
        var item = Assert.Single((await me.GetAsync(Mine)).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        Assert.Equal("Dear Ana, thank", item.GetProperty("excerpt").GetString());
        Assert.Contains(item.GetProperty("conversationId").GetString()!, at);
    }

    [Fact]
    public async Task A_draft_holds_files_alone_but_only_its_author_s_and_none_that_went_out_elsewhere()
    {
        var ((_, me), (_, other)) = (await shared.EmployAsync("agent"), await shared.EmployAsync("agent"));
        var at = await PathAsync();
        var (mine, theirs) = (await UploadAsync(me), await UploadAsync(other));
        var saved = (await me.PutAsync(at, new { text = "", attachments = new[] { mine }, revision = 0 })).Is(HttpStatusCode.OK);
        Assert.Equal(mine, Assert.Single((await me.GetAsync(at)).Json.GetProperty("attachments").EnumerateArray()).GetString());
        Assert.Single((await me.GetAsync(Mine)).Json.GetProperty("items").EnumerateArray());
        foreach (var foreign in new[] { theirs, new string('a', 26), "a1" })
        {
            (await me.PutAsync(at, new { text = "x", attachments = new[] { mine, foreign }, revision = RevisionOf(saved) })).Is(HttpStatusCode.UnprocessableEntity, "unknown-attachment");
        }

        (await me.PostAsync(at.Replace("draft", "replies"), new { id = Guid.NewGuid(), seenSeq = 1, attachments = new[] { mine } })).Is(HttpStatusCode.Accepted);
        (await me.PutAsync(at, new { text = "once more", attachments = new[] { mine }, revision = RevisionOf(saved) })).Is(HttpStatusCode.OK);
        (await me.PutAsync(await PathAsync(), new { text = "elsewhere", attachments = new[] { mine }, revision = 0 })).Is(HttpStatusCode.UnprocessableEntity, "unknown-attachment");
        Assert.Equal("", (await other.GetAsync(at))["text"]);
    }

    [Fact]
    public async Task A_device_that_wrote_on_an_old_revision_is_shown_what_is_there()
    {
        var (_, me) = await shared.EmployAsync("agent");
        var at = await PathAsync();
        var first = (await me.PutAsync(at, new { text = "one", revision = 0 })).Is(HttpStatusCode.OK);
        var second = (await me.PutAsync(at, new { text = "two", revision = RevisionOf(first) })).Is(HttpStatusCode.OK);
        foreach (var revision in new[] { 0, RevisionOf(first), RevisionOf(second) + 1 })
        {
            var refused = await me.PutAsync(at, new { text = "three", revision });
            refused.Is(HttpStatusCode.Conflict, "draft-changed");
            Assert.Equal("two", refused.Json.GetProperty("draft").GetProperty("text").GetString());
            Assert.Equal(RevisionOf(second), refused.Json.GetProperty("draft").GetProperty("revision").GetInt64());
        }

        // The answer to "two" got lost: asking again is no conflict.
        Assert.Equal(RevisionOf(second), RevisionOf((await me.PutAsync(at, new { text = "two", revision = RevisionOf(first) })).Is(HttpStatusCode.OK)));
        (await me.PutAsync(at, new { text = "", revision = RevisionOf(first) })).Is(HttpStatusCode.Conflict, "draft-changed");
        Assert.Equal("""{"revision":0}""", (await me.PutAsync(at, new { text = "", revision = RevisionOf(second) })).Is(HttpStatusCode.OK).Text);
        var late = await me.PutAsync(at, new { text = "late", revision = RevisionOf(second) });
        late.Is(HttpStatusCode.Conflict, "draft-changed");
        Assert.Equal(0, late.Json.GetProperty("draft").GetProperty("revision").GetInt64());
    }

    [Fact]
    public async Task Nobody_else_sees_a_draft()
    {
        var (_, me) = await shared.EmployAsync("agent");
        var at = await PathAsync();
        (await me.PutAsync(at, new { text = "between us", revision = 0 })).Is(HttpStatusCode.OK);
        Assert.Equal("", (await shared.Admin.GetAsync(at))["text"]);
        Assert.DoesNotContain("between us", (await shared.Admin.GetAsync(Mine)).Text);
        Assert.DoesNotContain("between us", (await shared.Admin.GetAsync(at.Replace("/draft", ""))).Text);
    }

    [Theory]
    [InlineData("replies", HttpStatusCode.Accepted)]
    [InlineData("notes", HttpStatusCode.Created)]
    public async Task The_draft_that_was_sent_is_gone_and_what_was_written_since_stays(string kind, HttpStatusCode accepted)
    {
        var (_, me) = await shared.EmployAsync("agent");
        var at = await PathAsync();
        var first = RevisionOf(await me.PutAsync(at, new { text = "answer", revision = 0 }));
        var second = RevisionOf(await me.PutAsync(at, new { text = "answer, and more", revision = first }));
        object Command(long draftRevision) => kind == "replies"
            ? new { id = Guid.NewGuid(), text = "answer", seenSeq = 1, sendAnyway = true, draftRevision }
            : new { id = Guid.NewGuid(), text = "answer", draftRevision };
        (await me.PostAsync(at.Replace("draft", kind), Command(first))).Is(accepted);
        Assert.Equal("answer, and more", (await me.GetAsync(at))["text"]);
        (await me.PostAsync(at.Replace("draft", kind), Command(second))).Is(accepted);
        Assert.Equal(0, RevisionOf(await me.GetAsync(at)));
        Assert.Empty((await me.GetAsync(Mine)).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task The_person_s_sockets_are_told_with_the_device_that_wrote()
    {
        var at = await PathAsync();
        using var socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri($"ws://{shared.Server.Address.Authority}/hub/dashboard?access_token={RunningServer.AdminKey}"), TestContext.Current.CancellationToken);
        await SayAsync(socket, """{"protocol":"json","version":1}""");
        Assert.Equal("{}", await HearAsync(socket, static message => message == "{}"));
        await SayAsync(socket, """{"type":1,"invocationId":"1","target":"UnwatchList","arguments":["none"]}""");
        await HearAsync(socket, static message => message.Contains("\"invocationId\":\"1\"", StringComparison.Ordinal));

        var saved = (await shared.Admin.PutAsync(at, new { text = "told", revision = 0, device = "laptop" })).Is(HttpStatusCode.OK);
        var told = JsonDocument.Parse(await HearAsync(socket, static message => message.Contains("DraftChanged", StringComparison.Ordinal))).RootElement.GetProperty("arguments")[0];
        Assert.Equal(("told", "laptop", RevisionOf(saved)), (told.GetProperty("text").GetString(), told.GetProperty("device").GetString(), told.GetProperty("revision").GetInt64()));
        Assert.Contains(told.GetProperty("conversationId").GetString()!, at);
    }

    [Fact]
    public async Task A_refused_reply_leaves_its_draft()
    {
        var (_, me) = await shared.EmployAsync("agent");
        var at = await PathAsync();
        var revision = RevisionOf(await me.PutAsync(at, new { text = "answer", revision = 0 }));
        (await me.PostAsync(at.Replace("draft", "replies"), new { id = Guid.NewGuid(), text = "answer", seenSeq = 0, draftRevision = revision })).Is(HttpStatusCode.Conflict, "newer-message");
        Assert.Equal(revision, RevisionOf(await me.GetAsync(at)));
    }

    [Fact]
    public async Task Drafts_have_bounds_and_a_strict_body()
    {
        var at = await PathAsync();
        (await shared.Admin.PutAsync(at, new { text = new string('x', 20_001), revision = 0 })).Is(HttpStatusCode.UnprocessableEntity, "text-too-long");
        (await shared.Admin.PutAsync(at, new { text = "x", revision = -1 })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await shared.Admin.PutAsync(at, new { text = "x", revision = 0, attachments = Enumerable.Range(0, 11).Select(i => $"a{i}") })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await shared.Admin.PutAsync(at, new { text = "x", revision = 0, audience = "all" })).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await shared.Admin.PutAsync(at, new { text = "x" })).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await shared.Admin.PutAsync(at, new { text = new string('x', 20_000), revision = 0 })).Is(HttpStatusCode.OK);
        Assert.Equal(200, (await shared.Admin.GetAsync(Mine)).Json.GetProperty("items").EnumerateArray().Max(item => item.GetProperty("excerpt").GetString()!.Length));
        (await shared.Admin.GetAsync(at + "?x=1")).Is(HttpStatusCode.BadRequest, "invalid-query");
        (await shared.Admin.GetAsync("/api/v1/conversations/aaaaaaaaaaaaaaaaaaaaaaaaaa/draft")).Is(HttpStatusCode.NotFound, "not-found");
        (await shared.Admin.PutAsync("/api/v1/conversations/aaaaaaaaaaaaaaaaaaaaaaaaaa/draft", "no")).Is(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_person_keeps_so_many_drafts_and_no_more_until_one_is_gone()
    {
        var (id, me) = await shared.EmployAsync("agent");
        var documents = shared.Server.Services.GetRequiredService<IDocuments>();
        var first = await PathAsync();
        var kept = (await me.PutAsync(first, new { text = "x", revision = 0 })).Is(HttpStatusCode.OK);
        for (var number = 1; number < Limits.DraftsMax; number++)
        {
            await documents.PutAsync(new DocumentKey("draft", id, $"c{number}"), 0, "x", "{}", DateTimeOffset.UtcNow, Limits.DraftsMax, TestContext.Current.CancellationToken);
        }

        var further = await PathAsync();
        (await me.PutAsync(further, new { text = "y", revision = 0 })).Is(HttpStatusCode.Conflict, "too-many");
        var changed = (await me.PutAsync(first, new { text = "z", revision = RevisionOf(kept) })).Is(HttpStatusCode.OK);
        (await me.PutAsync(first, new { text = "", revision = RevisionOf(changed) })).Is(HttpStatusCode.OK);
        (await me.PutAsync(further, new { text = "y", revision = 0 })).Is(HttpStatusCode.OK);
    }

    private static async Task<string> UploadAsync(ApiClient caller) => (await caller.SendAsync(
        HttpMethod.Post, "/api/v1/attachments?name=a.txt", "words"u8.ToArray(), request => request.Content!.Headers.ContentType = new("application/octet-stream"))).Is(HttpStatusCode.Created)["id"]!;

    private static Task SayAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message + '\u001e'), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

    /// <summary>Reads until the message that is waited for.</summary>
    private static async Task<string> HearAsync(ClientWebSocket socket, Func<string, bool> isIt)
    {
        var (text, buffer) = (new StringBuilder(), new byte[4096]);
        while (true)
        {
            var read = await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            text.Append(Encoding.UTF8.GetString(buffer, 0, read.Count));
            if (text.ToString().Split('\u001e').SkipLast(1).FirstOrDefault(isIt) is { } message)
            {
                return message;
            }
        }
    }

    private static long RevisionOf(Answer answer) => answer.Json.GetProperty("revision").GetInt64();

    private async Task<string> PathAsync() => $"/api/v1/conversations/{await shared.Channel.ArriveAsync()}/draft";
}
