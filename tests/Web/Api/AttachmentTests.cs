using System.Buffers.Binary;
using System.Net;
using System.Text;
using System.Text.Json;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

public sealed class AttachmentTests(SharedServer shared)
{
    private const string Root = "/api/v1/attachments";

    [Fact]
    public async Task A_file_is_its_uploader_s_until_it_is_sent_and_then_the_conversation_s()
    {
        var ((_, me), (_, other)) = (await shared.EmployAsync("agent"), await shared.EmployAsync("agent"));
        var conversation = "/api/v1/conversations/" + await shared.Channel.ArriveAsync();
        var png = Png(3, 2);
        var made = (await UploadAsync(me, png, "Foto%20%C3%B6.png")).Is(HttpStatusCode.Created);
        Assert.Equal(("Foto \u00F6.png", "image/png", png.Length.ToString(), "3", "2"), (made["name"], made["contentType"], made["size"], made["width"], made["height"]));
        var path = $"{Root}/{made["id"]}";
        Assert.Equal(png, (await me.GetAsync(path)).Is(HttpStatusCode.OK).Bytes);
        Assert.Equal(made.Text, (await me.GetAsync(path + "/about")).Is(HttpStatusCode.OK).Text);
        (await other.GetAsync(path)).Is(HttpStatusCode.NotFound, "not-found");
        (await other.GetAsync(path + "/about")).Is(HttpStatusCode.NotFound, "not-found");
        (await other.PostAsync(conversation + "/replies", Reply(made["id"]))).Is(HttpStatusCode.UnprocessableEntity, "unknown-attachment");

        (await me.PostAsync(conversation + "/replies", Reply(made["id"]))).Is(HttpStatusCode.Accepted);
        Assert.Equal(png, (await other.GetAsync(path)).Is(HttpStatusCode.OK).Bytes);
        var elsewhere = "/api/v1/conversations/" + await shared.Channel.ArriveAsync();
        (await me.PostAsync(elsewhere + "/replies", Reply(made["id"]))).Is(HttpStatusCode.UnprocessableEntity, "unknown-attachment");
    }

    [Fact]
    public async Task A_reply_shows_its_files_and_whoever_has_their_address_reads_them()
    {
        var conversation = "/api/v1/conversations/" + await shared.Channel.ArriveAsync();
        var big = Encoding.UTF8.GetBytes(new string('x', 700_000));
        var text = (await UploadAsync(shared.Admin, big, "../../etc/notes.txt")).Is(HttpStatusCode.Created);
        var image = (await UploadAsync(shared.Admin, Png(1, 1), "a.png")).Is(HttpStatusCode.Created);
        var reply = Reply(text["id"], image["id"]);
        (await shared.Admin.PostAsync(conversation + "/replies", reply)).Is(HttpStatusCode.Accepted);
        (await shared.Admin.PostAsync(conversation + "/replies", reply)).Is(HttpStatusCode.Accepted);
        (await shared.Admin.PostAsync(conversation + "/replies", new { reply.id, reply.text, reply.seenSeq, reply.sendAnyway, attachments = new[] { image["id"] } }))
            .Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");

        var media = (await shared.Admin.GetAsync(conversation)).Json.GetProperty("entries").EnumerateArray()
            .Single(entry => entry.GetProperty("kind").GetString() == "replyQueued").GetProperty("data").GetProperty("media");
        Assert.Equal(["notes.txt", "a.png"], media.EnumerateArray().Select(item => item.GetProperty("name").GetString()));
        using var anybody = shared.Server.Anonymous();
        var file = (await anybody.GetAsync(UrlOf(media[0]))).Is(HttpStatusCode.OK);
        Assert.Equal(big, file.Bytes);
        Assert.Equal("text/plain; charset=utf-8", file.ContentHeaders.ContentType!.ToString());
        Assert.Equal("attachment", file.ContentHeaders.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", file.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("default-src 'none'; sandbox", file.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Equal("inline", (await anybody.GetAsync(UrlOf(media[1]))).Is(HttpStatusCode.OK).ContentHeaders.ContentDisposition!.DispositionType);
        (await anybody.GetAsync("/files/" + text["id"])).Is(HttpStatusCode.NotFound, "not-found");
        (await anybody.GetAsync("/files/x")).Is(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Files_go_out_without_a_word_and_a_word_without_files_does_not()
    {
        var conversation = "/api/v1/conversations/" + await shared.Channel.ArriveAsync();
        var file = (await UploadAsync(shared.Admin, Png(1, 1), "a.png")).Is(HttpStatusCode.Created)["id"];
        var reply = new { id = Guid.NewGuid(), seenSeq = 1, attachments = new[] { file } };
        var answer = (await shared.Admin.PostAsync(conversation + "/replies", reply)).Is(HttpStatusCode.Accepted).Text;
        Assert.Equal(answer, (await shared.Admin.PostAsync(conversation + "/replies", reply)).Is(HttpStatusCode.Accepted).Text);

        var read = (await shared.Admin.GetAsync(conversation)).Json;
        var data = read.GetProperty("entries").EnumerateArray().Single(entry => entry.GetProperty("kind").GetString() == "replyQueued").GetProperty("data");
        Assert.Equal(("", "a.png"), (data.GetProperty("text").GetString(), data.GetProperty("media")[0].GetProperty("name").GetString()));
        Assert.Equal("", read.GetProperty("lastText").GetString());

        var refused = await shared.Admin.PostAsync(conversation + "/replies", new { id = Guid.NewGuid(), seenSeq = 1, attachments = Array.Empty<string>() });
        refused.Is(HttpStatusCode.BadRequest, "invalid-body");
        Assert.Equal("is missing", refused.Json.GetProperty("errors").GetProperty("text")[0].GetString());
        (await shared.Admin.PostAsync(conversation + "/replies", new { id = Guid.NewGuid(), seenSeq = 1 })).Is(HttpStatusCode.BadRequest, "invalid-body");
        (await shared.Admin.PostAsync(conversation + "/replies", new { id = Guid.NewGuid(), text = " ", seenSeq = 1, attachments = new[] { file } })).Is(HttpStatusCode.UnprocessableEntity, "empty-text");
    }

    [Fact]
    public async Task What_was_not_sent_has_no_address()
    {
        var made = (await UploadAsync(shared.Admin, Png(1, 1), "a.png")).Is(HttpStatusCode.Created);
        Assert.Equal(["id", "name", "contentType", "size", "width", "height"], made.Json.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "a.svg", "text/plain")]
    [InlineData("<html><script>alert(1)</script>", "a.png", "text/plain")]
    [InlineData("%PDF-1.7 x", "a.txt", "application/pdf")]
    [InlineData("MZ\u0001\u0002", "a.txt", "application/octet-stream")]
    public async Task A_file_is_what_its_bytes_are_and_only_images_are_shown(string content, string name, string type)
    {
        var made = (await UploadAsync(shared.Admin, Encoding.UTF8.GetBytes(content), name)).Is(HttpStatusCode.Created);
        Assert.Equal(type, made["contentType"]);
        var read = (await shared.Admin.GetAsync($"{Root}/{made["id"]}")).Is(HttpStatusCode.OK);
        Assert.Equal("attachment", read.ContentHeaders.ContentDisposition!.DispositionType);
    }

    [Fact]
    public async Task Files_have_bounds()
    {
        (await UploadAsync(shared.Admin, [], "a")).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        (await UploadAsync(shared.Admin, Png(8_000, 5_001), "a.png")).Is(HttpStatusCode.UnprocessableEntity, "image-too-large");
        (await UploadAsync(shared.Admin, Png(8_000, 5_000), "a.png")).Is(HttpStatusCode.Created);
        (await UploadAsync(shared.Admin, new byte[10 * 1024 * 1024], "a")).Is(HttpStatusCode.Created);
        var late = await UploadAsync(shared.Admin, new byte[(10 * 1024 * 1024) + 1], "a");
        late.Is(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        (await shared.Admin.SendAsync(HttpMethod.Post, Root + "?nmae=a", new byte[1])).Is(HttpStatusCode.BadRequest, "invalid-query");
        (await shared.Admin.GetAsync($"{Root}/{new string('a', 26)}")).Is(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_person_s_uploads_of_a_day_have_a_bound()
    {
        await using var server = await RunningServer.StartAsync("--Attachments:FileBytesMax", "2048", "--Attachments:BytesPerDayMax", "4096");
        for (var i = 0; i < 2; i++)
        {
            (await UploadAsync(server.Admin, new byte[2048], "a")).Is(HttpStatusCode.Created);
        }

        (await UploadAsync(server.Admin, new byte[1], "a")).Is(HttpStatusCode.TooManyRequests, "quota-reached");
        (await UploadAsync(server.Admin, new byte[2049], "a")).Is(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        server.Time.Advance(TimeSpan.FromHours(25));
        (await UploadAsync(server.Admin, new byte[1], "a")).Is(HttpStatusCode.Created);
    }

    private static Task<Answer> UploadAsync(ApiClient caller, byte[] file, string name) =>
        caller.SendAsync(HttpMethod.Post, $"{Root}?name={name}", file, request => request.Content!.Headers.ContentType = new("application/octet-stream"));

    private static ReplyBody Reply(params string[] attachments) => new(Guid.NewGuid(), "see there", 1, true, attachments);

    private static string UrlOf(JsonElement media) => media.GetProperty("url").GetString()!;

    /// <summary>As much of an image as is looked at.</summary>
    private static byte[] Png(int width, int height)
    {
        byte[] file = [0x89, .. "PNG\r\n\u001a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 0, 0, 0, 0, 0, 8, 6, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), height);
        return file;
    }

    private sealed record ReplyBody(Guid id, string text, long seenSeq, bool sendAnyway, string[] attachments);
}
