using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Edge;

public sealed class FirstStartTests
{
    [Fact]
    public async Task A_first_start_without_a_key_prints_a_link_and_a_key_that_work_and_a_second_start_prints_neither()
    {
        var first = await RunningServer.StartAsync(key: null, []);
        var said = first.Terminal.ToString();
        var link = Word(said, "/in/");
        var key = said.Split("API key, shown only now")[1].Trim();
        using var byLink = first.Anonymous();
        Assert.Equal("admin", (await byLink.SignInByLinkAsync(link)).Is(HttpStatusCode.OK).Json.GetProperty("employee").GetProperty("id").GetString());
        using var byKey = new ApiClient(first.Address, key);
        (await byKey.GetAsync("/api/v1/channels")).Is(HttpStatusCode.OK);
        Assert.Contains("default", (await byKey.GetAsync("/api/v1/queues")).Text);
        var cookie = byLink.Cookies.GetCookieHeader(first.Address);

        await using var second = await RunningServer.StartAsync(key: null, [], await first.StopAsync());
        Assert.DoesNotContain("/in/", second.Terminal.ToString());
        Assert.DoesNotContain("key", second.Terminal.ToString());
        using var again = new ApiClient(second.Address, key);
        (await again.GetAsync("/api/v1/channels")).Is(HttpStatusCode.OK);

        // The cookie is good on the next server over the same store: its keys lie there.
        using var still = second.Anonymous();
        (await still.SendAsync(HttpMethod.Get, "/api/v1/session", change: request => request.Headers.Add("Cookie", cookie))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_given_key_is_the_one_and_nothing_secret_is_printed()
    {
        await using var server = await RunningServer.StartAsync();
        (await server.Admin.GetAsync("/api/v1/keys")).Is(HttpStatusCode.OK);
        Assert.DoesNotContain(RunningServer.AdminKey, server.Terminal.ToString());
        Assert.DoesNotContain("/in/", server.Terminal.ToString());
        Assert.Contains($"Conversations is running   {server.Address.ToString().TrimEnd('/')}", server.Terminal.ToString());
    }

    [Fact]
    public async Task A_short_key_is_refused() =>
        await Assert.ThrowsAsync<System.ComponentModel.DataAnnotations.ValidationException>(() => RunningServer.StartAsync("only-31-characters-long-000000000"[..31], []));

    private static string Word(string text, string part) => text.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).First(word => word.Contains(part));
}
