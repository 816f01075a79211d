using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>Five hundred people see the same post and claim it in the same moment, each with a key of her own, at a real server process.</summary>
public sealed class FloorClaimTests(ITestOutputHelper output)
{
    private const int People = 500;
    private const int AtOnce = 8;

    [Fact]
    public async Task Of_five_hundred_who_claim_one_post_one_has_it()
    {
        await using var server = new ConversationsServer();
        await server.StartAsync();
        using var desk = new Desk(server.Address);
        using var http = new HttpClient { BaseAddress = server.Address, Timeout = TimeSpan.FromMinutes(2) };
        await desk.OpenChannelAsync();
        var conversation = (await desk.HearFromAsync("floor", 1, "public"))[0];
        var keys = new string[People];
        await Parallel.ForEachAsync(Enumerable.Range(0, People), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) =>
        {
            keys[number] = (await desk.HireAsync($"helper-{number}")).Key;
            using var enrolled = await OrderAsync(http, keys[number], "/api/v1/floor/enrolment", new { id = Guid.NewGuid(), accept = true, version = 1 });
            Assert.Equal(HttpStatusCode.OK, enrolled.StatusCode);
        });

        var started = Stopwatch.GetTimestamp();
        var answers = await Task.WhenAll(keys.Select(key => OrderAsync(http, key, $"/api/v1/floor/{conversation}/claim", new { id = Guid.NewGuid() })));
        output.WriteLine($"{People} claims in {Stopwatch.GetElapsedTime(started).TotalMilliseconds:F0} ms");

        var claimed = Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(1, (int)(await claimed.Content.ReadFromJsonAsync<JsonObject>())!["epoch"]!);
        Assert.Equal(People - 1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(["messageReceived", "claimed"], (await desk.ReadAsync(conversation)).Select(static entry => (string)entry["kind"]!));
        Array.ForEach(answers, static answer => answer.Dispose());
    }

    private static async Task<HttpResponseMessage> OrderAsync(HttpClient http, string key, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", key) } };
        return await http.SendAsync(request);
    }
}
