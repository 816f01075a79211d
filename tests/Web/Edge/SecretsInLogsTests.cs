using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Edge;

public sealed class SecretsInLogsTests
{
    [Fact]
    public async Task No_text_name_address_or_token_ever_reaches_a_log()
    {
        await using var server = await RunningServer.StartAsync();
        var canaries = new List<string> { RunningServer.AdminKey };
        string Canary(string kind)
        {
            canaries.Add($"canary-{kind}-{canaries.Count}");
            return canaries[^1];
        }

        var channel = await TestChannel.MakeAsync(server);
        canaries.Add(channel.Secret);
        var thread = TestChannel.NewThread();
        var id = await channel.ArriveAsync(thread, text: Canary("message"));
        await channel.SendAsync(new { id = "m", thread, text = Canary("text"), sender = new { id = "u", name = Canary("customer"), handle = Canary("handle") } });
        await channel.SendAsync("{\"id\":5,\"text\":\"" + Canary("quarantined") + "\"}");
        await channel.SendAsync("broken " + Canary("malformed"));
        var at = "/api/v1/conversations/" + id;
        await server.Admin.PostAsync(at + "/replies", new { id = Guid.NewGuid(), text = Canary("reply"), seenSeq = 2 });
        await server.Admin.PostAsync(at + "/notes", new { id = Guid.NewGuid(), text = Canary("note") });
        await server.Admin.PostAsync(at + "/notes", "{\"" + Canary("member") + "\":\"" + Canary("value") + "\"");
        await server.Admin.PutAsync(at + "/labels", new { id = Guid.NewGuid(), labels = new[] { Canary("label") } });
        await server.Admin.GetAsync("/api/v1/conversations?q=" + Canary("query"));
        await server.Admin.GetAsync("/api/v1/conversations?access_token=" + Canary("token"));
        await SignInsAsync(server, canaries, Canary);

        var lines = server.Logs.Lines.Where(line => !line.Contains("Microsoft.AspNetCore.Hosting.Diagnostics", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(lines);
        foreach (var canary in canaries)
        {
            Assert.DoesNotContain(lines, line => line.Contains(canary, StringComparison.Ordinal) && !IsFrameworkTrace(line));
        }

        // What the program itself writes at its own level holds none, whoever logs it.
        Assert.DoesNotContain(server.Terminal.ToString(), canary => canaries.Contains(canary.ToString()));
    }

    private static async Task SignInsAsync(RunningServer server, List<string> canaries, Func<string, string> canary)
    {
        var email = canary("email") + "@example.org";
        var made = (await server.Admin.PostAsync("/api/v1/employees", new { name = canary("employee"), email, role = "agent" })).Is(HttpStatusCode.Created);
        canaries.Add(made["link"].Split('/')[^1]);
        using var she = server.Anonymous();
        await she.GetAsync(made["link"]);
        await she.SignInByLinkAsync(made["link"]);
        canaries.Add(she.Csrf!);
        canaries.Add(she.Cookies.GetCookies(server.Address).First().Value);
        var password = canary("password") + "-long-enough";
        await she.PutAsync("/api/v1/employees/me/password", new { password });
        await she.SignInAsync(email, password);
        await she.SignInAsync(email, canary("wrong"));
        var key = (await server.Admin.PostAsync("/api/v1/keys", new { name = canary("key") })).Is(HttpStatusCode.Created);
        canaries.Add(key["key"]);
        using var bearer = new ApiClient(server.Address, canary("bearer") + "-never-made");
        await bearer.GetAsync("/api/v1/session");
    }

    // Kestrel and routing trace request lines below Information; Microsoft.* is written from Warning on, which the level test beside this holds.
    private static bool IsFrameworkTrace(string line) =>
        line.StartsWith("Microsoft.", StringComparison.Ordinal)
        && (line.Contains(" Trace ", StringComparison.Ordinal) || line.Contains(" Debug ", StringComparison.Ordinal) || line.Contains(" Information ", StringComparison.Ordinal));
}
