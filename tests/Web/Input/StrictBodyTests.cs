using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Input;

public sealed class StrictBodyTests(SharedServer shared)
{
    private const string Id = "\"id\":\"6b3f7b9a-95bb-4ea8-8d6e-0d5a3f0f4c11\"";

    public static TheoryData<string> Malformed() =>
    [
        "", "null", "[]", "7", "\"text\"", "{", "{}", "{" + Id + "}", "{\"text\":\"a\"}", "not json", "{'id':1}",
        "{" + Id + ",\"text\":\"a\",}", "{" + Id + ",\"text\":\"a\"} x", "{" + Id + ",\"text\":\"a\"}{}", "{" + Id + ",\"text\":\"a\"/**/}",
        "{" + Id + ",\"text\":\"a\",\"other\":1}", "{" + Id + ",\"Text\":\"a\"}", "{" + Id + ",\"text\":\"a\",\"Text\":\"a\"}", "{\"ID\":1,\"text\":\"a\"}",
        "{" + Id + "," + Id + ",\"text\":\"a\"}", "{" + Id + ",\"text\":\"a\",\"text\":\"a\"}", "{" + Id + ",\"te\\u0078t\":\"a\",\"text\":\"a\"}",
        "{" + Id + ",\"text\":7}", "{" + Id + ",\"text\":null}", "{" + Id + ",\"text\":[\"a\"]}", "{" + Id + ",\"text\":{}}", "{" + Id + ",\"text\":true}",
        "{\"id\":7,\"text\":\"a\"}", "{\"id\":\"\",\"text\":\"a\"}", "{\"id\":\"{6b3f7b9a-95bb-4ea8-8d6e-0d5a3f0f4c11}\",\"text\":\"a\"}",
        "{\"id\":\"6b3f7b9a95bb4ea88d6e0d5a3f0f4c11\",\"text\":\"a\"}", "{\"id\":null,\"text\":\"a\"}",
        "{" + Id + ",\"text\":\"a\\u0000b\"}", "{" + Id + ",\"text\":\"\\ud800\"}", "{" + Id + ",\"text\":\"\\udc00\\ud800\"}", "{" + Id + ",\"text\":\"\\ud83d x\"}",
        "{" + Id + ",\"text\":\"a\",\"\\ud800\":1}", "{" + Id + ",\"text\":\"a\",\"mentions\":null}", "{" + Id + ",\"text\":\"a\",\"mentions\":\"admin\"}",
        "{" + Id + ",\"text\":\"a\",\"mentions\":[1]}", "{" + Id + ",\"text\":\"a\",\"mentions\":[[\"admin\"]]}", "{" + Id + ",\"text\":\"a\",\"mentions\":[\"\\u0000\"]}",
        "{" + Id + ",\"text\":\"a\",\"author\":\"boss\"}", "{" + Id + ",\"text\":\"a\",\"seq\":1}",
        "{" + Id + ",\"text\":\"a\",\"deep\":" + new string('[', 40) + new string(']', 40) + "}",
        "\uFEFF{" + Id + ",\"text\":\"a\"}",
    ];

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Whatever_is_not_exactly_the_body_is_refused_and_changes_nothing(string body)
    {
        var at = await ConversationAsync();
        (await shared.Admin.PostAsync(at + "/notes", body)).Is(HttpStatusCode.BadRequest, "invalid-body");
        Assert.Equal(1, (await shared.Admin.GetAsync(at)).Json.GetProperty("head").GetInt32());
    }

    [Fact]
    public async Task Bytes_that_are_no_UTF_8_are_refused()
    {
        var at = await ConversationAsync();
        byte[] body = [.. Encoding.UTF8.GetBytes("{" + Id + ",\"text\":\"a"), 0xC3, 0x28, .. "\"}"u8];
        (await shared.Admin.PostAsync(at + "/notes", body)).Is(HttpStatusCode.BadRequest, "invalid-body");
    }

    [Theory]
    [InlineData("application/json; charset=iso-8859-1", 400, "invalid-body")]
    [InlineData("application/json; charset=utf-16", 400, "invalid-body")]
    [InlineData("text/plain", 415, "unsupported-media-type")]
    [InlineData("application/x-www-form-urlencoded", 415, "unsupported-media-type")]
    [InlineData("application/jsonp", 415, "unsupported-media-type")]
    [InlineData("nonsense", 415, "unsupported-media-type")]
    public async Task Another_charset_or_media_type_is_refused(string type, int status, string slug)
    {
        var answer = await shared.Admin.SendAsync(HttpMethod.Post, await ConversationAsync() + "/notes", Note("a"), request =>
        {
            request.Content!.Headers.ContentType = null;
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        });
        answer.Is((HttpStatusCode)status, slug);
    }

    [Fact]
    public async Task No_media_type_and_a_packed_body_are_refused()
    {
        var at = await ConversationAsync() + "/notes";
        (await shared.Admin.SendAsync(HttpMethod.Post, at, Note("a"), request => request.Content!.Headers.ContentType = null)).Is(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
        (await shared.Admin.SendAsync(HttpMethod.Post, at, Note("a"), request => request.Content!.Headers.ContentEncoding.Add("gzip"))).Is(HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Fact]
    public async Task UTF_8_may_be_said_aloud()
    {
        var answer = await shared.Admin.SendAsync(
            HttpMethod.Post, await ConversationAsync() + "/notes", Note("a"), request => request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json; charset=\"UTF-8\""));
        answer.Is(HttpStatusCode.Created);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \t\n")]
    [InlineData("\u00a0\u2003\u3000")]
    [InlineData("\u200b\u200d\ufeff\u2060")]
    [InlineData("\u3164\u2800\u115f")]
    [InlineData("\u202e\u2066")]
    [InlineData("\u0301\ufe0f")]
    public async Task Blank_and_invisible_text_is_empty(string text)
    {
        var at = await ConversationAsync();
        (await shared.Admin.PostAsync(at + "/notes", new { id = Guid.NewGuid(), text })).Is(HttpStatusCode.UnprocessableEntity, "empty-text");
        (await shared.Admin.PostAsync(at + "/replies", new { id = Guid.NewGuid(), text, seenSeq = 1 })).Is(HttpStatusCode.UnprocessableEntity, "empty-text");
    }

    [Fact]
    public async Task Ten_thousand_code_points_are_taken_and_one_more_is_too_long()
    {
        var at = await ConversationAsync();
        var text = string.Concat(Enumerable.Repeat("😀", 10_000));
        (await shared.Admin.PostAsync(at + "/notes", new { id = Guid.NewGuid(), text })).Is(HttpStatusCode.Created);
        (await shared.Admin.PostAsync(at + "/notes", new { id = Guid.NewGuid(), text = text + "a" })).Is(HttpStatusCode.UnprocessableEntity, "text-too-long");
    }

    [Fact]
    public async Task A_body_of_256_kB_is_read_and_one_byte_more_is_too_large()
    {
        const int bytesMax = 256 * 1024;
        var at = await ConversationAsync() + "/notes";
        (await shared.Admin.PostAsync(at, Note("a").PadRight(bytesMax))).Is(HttpStatusCode.Created);
        (await shared.Admin.PostAsync(at, Note("a").PadRight(bytesMax + 1))).Is(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        (await shared.Admin.SendAsync(HttpMethod.Post, at, Note("a").PadRight(bytesMax + 1), request => request.Headers.TransferEncodingChunked = true))
            .Is(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
    }

    [Theory]
    [InlineData("/replies", "{" + Id + ",\"text\":\"a\",\"seenSeq\":1,\"holdSeconds\":31}")]
    [InlineData("/replies", "{" + Id + ",\"text\":\"a\",\"seenSeq\":-1}")]
    [InlineData("/replies", "{" + Id + ",\"text\":\"a\",\"seenSeq\":9223372036854775807}")]
    [InlineData("/snooze", "{" + Id + ",\"until\":\"2001-01-01T00:00:00Z\"}")]
    [InlineData("/snooze", "{" + Id + ",\"until\":\"9999-01-01T00:00:00Z\"}")]
    public async Task Values_out_of_range_are_refused(string path, string body) =>
        (await shared.Admin.PostAsync(await ConversationAsync() + path, body)).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");

    [Theory]
    [InlineData("/replies", "{" + Id + ",\"text\":\"a\",\"seenSeq\":1.5}")]
    [InlineData("/replies", "{" + Id + ",\"text\":\"a\",\"seenSeq\":\"1\"}")]
    [InlineData("/replies", "{" + Id + ",\"text\":\"a\",\"seenSeq\":99999999999999999999}")]
    [InlineData("/replies", "{" + Id + ",\"text\":\"a\",\"seenSeq\":1,\"audience\":\"friends\"}")]
    [InlineData("/replies", "{" + Id + ",\"text\":\"a\",\"seenSeq\":1,\"audience\":\"Public\"}")]
    [InlineData("/replies", "{" + Id + ",\"text\":\"a\",\"seenSeq\":1,\"sendAnyway\":1}")]
    [InlineData("/replies", "{" + Id + ",\"text\":\"a\"}")]
    [InlineData("/snooze", "{" + Id + ",\"until\":\"tomorrow\"}")]
    [InlineData("/snooze", "{" + Id + ",\"until\":\"2030-01-01T00:00:00\"}")]
    [InlineData("/snooze", "{" + Id + ",\"until\":1893456000}")]
    [InlineData("/assign", "{" + Id + ",\"employeeId\":7}")]
    [InlineData("/claim", "{" + Id + ",\"force\":true}")]
    public async Task Values_of_wrong_types_are_refused(string path, string body) =>
        (await shared.Admin.PostAsync(await ConversationAsync() + path, body)).Is(HttpStatusCode.BadRequest, "invalid-body");

    [Fact]
    public async Task Labels_are_few_short_and_different()
    {
        var at = await ConversationAsync() + "/labels";
        var fifty = Enumerable.Range(0, 50).Select(number => number.ToString("D2").PadRight(50, 'x')).ToArray();
        (await shared.Admin.PutAsync(at, new { id = Guid.NewGuid(), labels = fifty })).Is(HttpStatusCode.OK);
        foreach (var labels in new string[][] { [.. fifty, "one"], [new string('x', 51)], ["a", "a"], [""], ["\u200b"] })
        {
            (await shared.Admin.PutAsync(at, new { id = Guid.NewGuid(), labels })).Is(HttpStatusCode.UnprocessableEntity, "out-of-range");
        }

        (await shared.Admin.PutAsync(await ConversationAsync() + "/priority", new { id = Guid.NewGuid(), priority = "Urgent" })).Is(HttpStatusCode.BadRequest, "invalid-body");
    }

    [Fact]
    public async Task Errors_name_each_member_and_stay_few()
    {
        var many = string.Join(",", Enumerable.Range(0, 1_000).Select(number => $"\"m{number}\":1"));
        var answer = await shared.Admin.PostAsync(await ConversationAsync() + "/notes", "{\"id\":1,\"Text\":\"a\"," + many + "}");

        answer.Is(HttpStatusCode.BadRequest, "invalid-body");
        var errors = answer.Json.GetProperty("errors");
        Assert.Equal("must be a UUID", errors.GetProperty("id")[0].GetString());
        Assert.Equal("is written text", errors.GetProperty("Text")[0].GetString());
        Assert.InRange(errors.EnumerateObject().Count(), 2, 20);
    }

    private static string Note(string text) => $"{{\"id\":\"{Guid.NewGuid()}\",\"text\":\"{text}\"}}";

    private async Task<string> ConversationAsync() => "/api/v1/conversations/" + await shared.Channel.ArriveAsync();
}
