using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

public sealed class ConversationCommandTests(SharedServer shared)
{
    private const string Root = "/api/v1/conversations/";

    [Fact]
    public async Task Each_command_is_answered_with_its_own_status_and_members()
    {
        var at = Root + await shared.Channel.ArriveAsync();

        var claim = (await PostAsync(at + "/claim")).Is(HttpStatusCode.OK);
        Assert.Equal(["seq", "epoch", "leaseUntil"], Members(claim));
        var pending = (await shared.Admin.PostAsync(at + "/replies", new { id = Guid.NewGuid(), text = "one", seenSeq = 2 })).Is(HttpStatusCode.Accepted);
        Assert.Equal(["seq", "delivery"], Members(pending));
        Assert.Equal("pending", pending["delivery"]);
        var held = (await shared.Admin.PostAsync(at + "/replies", new { id = Guid.NewGuid(), text = "two", seenSeq = 3, holdSeconds = 30, audience = "private", sendAnyway = false })).Is(HttpStatusCode.Accepted);
        Assert.Equal("held", held["delivery"]);
        Assert.Equal(["seq"], Members((await shared.Admin.PostAsync(at + "/notes", new { id = Guid.NewGuid(), text = "note", mentions = new[] { "admin" } })).Is(HttpStatusCode.Created)));
        Assert.Equal(["seq"], Members((await shared.Admin.PutAsync(at + "/priority", new { id = Guid.NewGuid(), priority = "urgent" })).Is(HttpStatusCode.OK)));
        Assert.Equal(["seq"], Members((await shared.Admin.PutAsync(at + "/labels", new { id = Guid.NewGuid(), labels = new[] { "a" } })).Is(HttpStatusCode.OK)));
        Assert.Equal(["seq"], Members((await shared.Admin.PostAsync(at + "/assign", new { id = Guid.NewGuid(), employeeId = "admin" })).Is(HttpStatusCode.OK)));
        Assert.Equal(["seq"], Members((await shared.Admin.PostAsync(at + "/snooze", new { id = Guid.NewGuid(), until = shared.Server.Time.GetUtcNow().AddHours(1) })).Is(HttpStatusCode.OK)));
        Assert.Equal(["seq"], Members((await PostAsync(at + "/resolve")).Is(HttpStatusCode.OK)));
        Assert.Equal(["seq"], Members((await PostAsync(at + "/reopen")).Is(HttpStatusCode.OK)));
        (await PostAsync(at + "/claim")).Is(HttpStatusCode.OK);
        Assert.Equal(["seq"], Members((await PostAsync(at + "/release")).Is(HttpStatusCode.OK)));
    }

    [Fact]
    public async Task The_same_id_and_body_is_answered_the_same_and_another_body_is_refused()
    {
        var at = Root + await shared.Channel.ArriveAsync();
        var id = Guid.NewGuid();
        var first = (await shared.Admin.PostAsync(at + "/notes", new { id, text = "note" })).Is(HttpStatusCode.Created);
        var again = (await shared.Admin.PostAsync(at + "/notes", new { id, text = "note" })).Is(HttpStatusCode.Created);

        Assert.Equal(first.Text, again.Text);
        (await shared.Admin.PostAsync(at + "/notes", new { id, text = "other" })).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
        (await PostAsync(at + "/claim", id)).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
        (await shared.Admin.PostAsync(Root + await shared.Channel.ArriveAsync() + "/notes", new { id, text = "note" })).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
    }

    [Fact]
    public async Task A_refused_command_stores_nothing_and_its_id_may_be_used_again()
    {
        var at = Root + await shared.Channel.ArriveAsync();
        var id = Guid.NewGuid();
        (await PostAsync(at + "/release", id)).Is(HttpStatusCode.Conflict, "illegal-move");
        (await PostAsync(at + "/claim")).Is(HttpStatusCode.OK);
        (await PostAsync(at + "/release", id)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_reply_that_has_not_seen_the_newest_message_is_shown_it()
    {
        var thread = TestChannel.NewThread();
        var at = Root + await shared.Channel.ArriveAsync(thread);
        await shared.Channel.ArriveAsync(thread, "m-2", "newer words");
        var answer = await shared.Admin.PostAsync(at + "/replies", new { id = Guid.NewGuid(), text = "answer", seenSeq = 1 });

        answer.Is(HttpStatusCode.Conflict, "newer-message");
        Assert.Equal(2, answer.Json.GetProperty("entry").GetProperty("seq").GetInt32());
        Assert.Equal("newer words", answer.Json.GetProperty("entry").GetProperty("data").GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_a_colleague_owns_is_told_with_her_id()
    {
        var (owner, she) = await shared.EmployAsync("agent");
        var (_, other) = await shared.EmployAsync("agent");
        var at = Root + await shared.Channel.ArriveAsync();
        (await she.PostAsync(at + "/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);

        var claim = await other.PostAsync(at + "/claim", new { id = Guid.NewGuid() });
        claim.Is(HttpStatusCode.Conflict, "already-owned");
        Assert.Equal(owner, claim["owner"]);
        var reply = await other.PostAsync(at + "/replies", new { id = Guid.NewGuid(), text = "mine?", seenSeq = 2 });
        reply.Is(HttpStatusCode.Conflict, "owned-by-other");
        Assert.Equal(owner, reply["owner"]);
        (await other.PostAsync(at + "/replies", new { id = Guid.NewGuid(), text = "mine!", seenSeq = 2, sendAnyway = true })).Is(HttpStatusCode.Accepted);
    }

    [Fact]
    public async Task An_illegal_move_tells_the_state()
    {
        var at = Root + await shared.Channel.ArriveAsync();
        var answer = await PostAsync(at + "/reopen");

        answer.Is(HttpStatusCode.Conflict, "illegal-move");
        Assert.Equal("new", answer["state"]);
    }

    [Fact]
    public async Task A_held_reply_can_be_taken_back_once()
    {
        var at = Root + await shared.Channel.ArriveAsync();
        var reply = Guid.NewGuid();
        (await shared.Admin.PostAsync(at + "/replies", new { id = reply, text = "oh no", seenSeq = 1, holdSeconds = 30 })).Is(HttpStatusCode.Accepted);
        (await PostAsync($"{at}/replies/{reply}/cancel")).Is(HttpStatusCode.OK);

        (await PostAsync($"{at}/replies/{reply}/cancel")).Is(HttpStatusCode.Conflict, "illegal-move");
        (await PostAsync($"{at}/replies/{Guid.NewGuid()}/cancel")).Is(HttpStatusCode.Conflict, "illegal-move");
        (await PostAsync($"{at}/replies/no-uuid/cancel")).Is(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_thread_with_both_kinds_of_words_wants_an_audience()
    {
        var thread = TestChannel.NewThread();
        var at = Root + await shared.Channel.ArriveAsync(thread, visibility: "public");
        (await shared.Admin.PostAsync(at + "/replies", new { id = Guid.NewGuid(), text = "a", seenSeq = 1, audience = "private" })).Is(HttpStatusCode.UnprocessableEntity, "audience-mismatch");
        await shared.Channel.ArriveAsync(thread, "m-2", visibility: "private");

        (await shared.Admin.PostAsync(at + "/replies", new { id = Guid.NewGuid(), text = "a", seenSeq = 2 })).Is(HttpStatusCode.UnprocessableEntity, "audience-mismatch");
        (await shared.Admin.PostAsync(at + "/replies", new { id = Guid.NewGuid(), text = "a", seenSeq = 2, audience = "private" })).Is(HttpStatusCode.Accepted);
    }

    [Theory]
    [InlineData("nobody")]
    [InlineData("no id at all")]
    public async Task Work_goes_only_to_people_who_may_do_it(string employee)
    {
        var (auditor, _) = await shared.EmployAsync("auditor");
        var at = Root + await shared.Channel.ArriveAsync();
        foreach (var id in new[] { employee, auditor })
        {
            (await shared.Admin.PostAsync(at + "/assign", new { id = Guid.NewGuid(), employeeId = id })).Is(HttpStatusCode.UnprocessableEntity, "unknown-employee");
            (await shared.Admin.PostAsync(at + "/notes", new { id = Guid.NewGuid(), text = "hi", mentions = new[] { id } })).Is(HttpStatusCode.UnprocessableEntity, "unknown-employee");
        }
    }

    [Fact]
    public async Task An_assignment_is_answered_the_same_after_the_colleague_has_left()
    {
        var (colleague, _) = await shared.EmployAsync("agent");
        var at = Root + await shared.Channel.ArriveAsync();
        var command = new { id = Guid.NewGuid(), employeeId = colleague };
        var first = (await shared.Admin.PostAsync(at + "/assign", command)).Is(HttpStatusCode.OK);
        (await shared.Admin.PatchAsync("/api/v1/employees/" + colleague, new { disabled = true })).Is(HttpStatusCode.OK);

        Assert.Equal(first.Text, (await shared.Admin.PostAsync(at + "/assign", command)).Is(HttpStatusCode.OK).Text);
    }

    [Fact]
    public async Task A_foreign_or_malformed_conversation_id_is_not_found_before_the_body_is_read()
    {
        foreach (var id in new[] { "aaaaaaaaaaaaaaaaaaaaaaaaaa", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAA", "a%20b", "aaaaaaaaaaaaaaaaaaaaaaaaa1" })
        {
            (await shared.Admin.PostAsync($"{Root}{id}/claim", "not json")).Is(HttpStatusCode.NotFound, "not-found");
            (await shared.Admin.GetAsync($"{Root}{id}")).Is(HttpStatusCode.NotFound, "not-found");
            (await shared.Admin.GetAsync($"{Root}{id}/entries?after=x")).Is(HttpStatusCode.NotFound, "not-found");
            using var anybody = shared.Server.Anonymous();
            (await anybody.PostAsync($"{Root}{id}/claim", "not json")).Is(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Fact]
    public async Task A_key_s_acts_are_recorded_as_its_employee_s_via_key()
    {
        var at = Root + await shared.Channel.ArriveAsync();
        (await PostAsync(at + "/claim")).Is(HttpStatusCode.OK);

        var actor = (await shared.Admin.GetAsync(at)).Json.GetProperty("entries")[1].GetProperty("actor");
        Assert.Equal(["employee", "admin", "Admin", "key"], new[] { "kind", "id", "name", "via" }.Select(member => actor.GetProperty(member).GetString()));
    }

    private static IEnumerable<string> Members(Answer answer) => answer.Json.EnumerateObject().Select(member => member.Name);

    private Task<Answer> PostAsync(string path, Guid? id = null) => shared.Admin.PostAsync(path, new { id = id ?? Guid.NewGuid() });
}
