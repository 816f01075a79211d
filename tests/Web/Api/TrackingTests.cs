using System.Net;
using Conversations.Web.Tests.Running;
using Conversations.Web.Tracking;

namespace Conversations.Web.Tests.Api;

/// <summary>Whoever has the link sees who has the conversation, and nothing else; nobody finds one by guessing.</summary>
public sealed class TrackingTests : IAsyncLifetime
{
    private RunningServer server = null!;
    private TestChannel channel = null!;

    public async ValueTask InitializeAsync()
    {
        server = await RunningServer.StartAsync();
        channel = await TestChannel.MakeAsync(server);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task The_page_says_who_has_it_in_the_readers_language_and_tells_nothing_else()
    {
        var (root, path) = await LinkedAsync();
        var page = (await LookAsync(path, "en-GB,en;q=0.9")).Is(HttpStatusCode.OK);
        Assert.Contains("Admin has this.", page.Text);
        Assert.Contains("""<html lang="de">""", (await LookAsync(path, "de-AT,de;q=0.9,en;q=0.8")).Text);
        Assert.Contains("Admin hat sie.", (await LookAsync(path, "fr,de;q=0.5")).Text);
        foreach (var secret in new[] { "Ana", "@ana", "secret words", "u-1", root.Split('/')[^1], "admin", "thread" })
        {
            Assert.DoesNotContain(secret, page.Text, StringComparison.Ordinal);
        }

        Assert.Equal("noindex, nofollow", page.Headers.GetValues("X-Robots-Tag").Single());
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
        Assert.Equal("no-referrer", page.Headers.GetValues("Referrer-Policy").Single());
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("<script", page.Text);

        (await server.Admin.PostAsync(root + "/replies", new { id = Guid.NewGuid(), text = "secret words too", seenSeq = 1 })).Is(HttpStatusCode.Accepted);
        Assert.Contains("Nothing is waiting for us.", (await LookAsync(path, "en")).Text);
        (await server.Admin.PostAsync(root + "/resolve", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        Assert.Contains("This is done.", (await LookAsync(path, "en")).Text);
    }

    [Fact]
    public async Task Asked_again_it_is_the_same_link_and_an_ended_one_answers_like_one_that_never_was()
    {
        var (root, path) = await LinkedAsync();
        var again = (await server.Admin.PostAsync(root + "/trackingLink", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["url"];
        Assert.Equal(path, new Uri(again).AbsolutePath);
        Assert.Equal(path, new Uri((await server.Admin.GetAsync(root + "/custody")).Is(HttpStatusCode.OK)["trackingUrl"]).AbsolutePath);

        Assert.Equal(HttpStatusCode.NoContent, (await server.Admin.DeleteAsync(root + "/trackingLink")).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await server.Admin.DeleteAsync(root + "/trackingLink")).Status);
        var ended = (await LookAsync(path, "en")).Is(HttpStatusCode.NotFound);
        var changed = path[..^1] + (path[^1] == 'A' ? 'B' : 'A');
        foreach (var guess in new[] { changed, "/t/x", "/t/" + new string('A', path.Length - 3) })
        {
            var answer = (await LookAsync(guess, "en")).Is(HttpStatusCode.NotFound);
            Assert.Equal(ended.Text, answer.Text);
        }

        var next = new Uri((await server.Admin.PostAsync(root + "/trackingLink", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["url"]).AbsolutePath;
        Assert.NotEqual(path, next);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), ((await LookAsync(next, "en")).Status, (await LookAsync(path, "en")).Status));
    }

    [Fact]
    public async Task Who_guesses_too_often_waits_for_the_next_minute_and_a_customer_at_the_same_address_does_not()
    {
        var (_, path) = await LinkedAsync();
        var tooOften = 0;
        BeginMinute();
        for (var guess = 0; guess < TrackingPace.PerMinuteMax + 5; guess++)
        {
            tooOften += (await LookAsync("/t/" + new string('A', path.Length - 3), "en")).Status == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.Equal(5, tooOften);
        Assert.Equal(HttpStatusCode.OK, (await LookAsync(path, "en")).Status);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.NotFound, (await LookAsync("/t/x", "en")).Status);
    }

    [Fact]
    public async Task A_link_that_is_looked_at_too_often_waits_for_the_next_minute_and_another_does_not()
    {
        var (_, path) = await LinkedAsync();
        var (_, other) = await LinkedAsync();
        var tooOften = 0;
        BeginMinute();
        for (var look = 0; look < TrackingPace.PerMinuteMax + 5; look++)
        {
            var answer = await LookAsync(path, "en");
            tooOften += answer.Status == HttpStatusCode.TooManyRequests ? 1 : 0;
        }

        Assert.Equal(5, tooOften);
        Assert.Equal(HttpStatusCode.OK, (await LookAsync(other, "en")).Status);
        server.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(HttpStatusCode.OK, (await LookAsync(path, "en")).Status);
    }

    [Fact]
    public async Task What_was_promised_stands_there_until_it_is_kept_and_its_words_are_no_markup()
    {
        var (root, path) = await LinkedAsync();
        var promise = new { id = Guid.NewGuid(), text = "Your <b>tracking number</b>", dueAt = server.Time.GetUtcNow().AddHours(3) };
        (await server.Admin.PostAsync(root + "/promises", promise)).Is(HttpStatusCode.Created);
        var page = (await LookAsync(path, "en")).Text;
        Assert.Contains("Your &lt;b&gt;tracking number&lt;/b&gt;", page);
        Assert.Contains("The next word is due in 3 hours.", page);
        (await server.Admin.PostAsync($"{root}/promises/{promise.id}/keep", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("tracking number", (await LookAsync(path, "en")).Text);
    }

    [Fact]
    public async Task What_is_due_and_late_is_said()
    {
        var queue = (await server.Admin.PostAsync("/api/v1/queues", new { name = "Fast" })).Is(HttpStatusCode.Created)["id"];
        (await server.Admin.PatchAsync("/api/v1/queues/" + queue, new { replyTargetSeconds = 7_200 })).Is(HttpStatusCode.OK);
        var made = (await server.Admin.PostAsync("/api/v1/channels", new { kind = "webhook", name = "Fast", queue })).Is(HttpStatusCode.Created);
        channel = new TestChannel(server, made["id"], made["secret"]);
        var (_, path) = await LinkedAsync();
        Assert.Matches("The next word is due in 2 hours.", (await LookAsync(path, "en")).Text);
        server.Time.Advance(TimeSpan.FromHours(3));
        Assert.Contains("The next word was due 60 minutes ago. We are late.", (await LookAsync(path, "en")).Text);
    }

    /// <summary>The clock goes on by itself: from here there is a whole minute.</summary>
    private void BeginMinute() => server.Time.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (server.Time.GetUtcNow().Ticks % TimeSpan.TicksPerMinute)));

    private async Task<(string Root, string Path)> LinkedAsync()
    {
        var root = "/api/v1/conversations/" + await channel.ArriveAsync(text: "secret words");
        var url = new Uri((await server.Admin.PostAsync(root + "/trackingLink", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["url"]);
        Assert.Equal(server.Address.Authority, url.Authority);
        return (root, url.AbsolutePath);
    }

    private async Task<Answer> LookAsync(string path, string language)
    {
        using var nobody = server.Anonymous();
        return await nobody.SendAsync(HttpMethod.Get, path, change: request => request.Headers.Add("Accept-Language", language));
    }
}
