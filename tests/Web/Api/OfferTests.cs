using System.Net;
using System.Text.Json;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>Offers from outside: a queue that offers, a person with a line, and what she is told and may do.</summary>
public sealed class OfferTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private RunningServer server = null!;
    private TestChannel channel = null!;
    private string queue = null!;

    public async ValueTask InitializeAsync()
    {
        server = await RunningServer.StartAsync();
        queue = (await server.Admin.PostAsync("/api/v1/queues", new { name = "Baggage", dutyEmployeeId = "admin", offers = true, offerSeconds = 30 })).Is(HttpStatusCode.Created)["id"];
        var made = (await server.Admin.PostAsync("/api/v1/channels", new { kind = "webhook", name = "Baggage", queue })).Is(HttpStatusCode.Created);
        channel = new TestChannel(server, made["id"], made["secret"]);
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Who_is_there_is_offered_what_waits_takes_it_and_is_told_how_it_ends()
    {
        using var patience = new CancellationTokenSource(Patience);
        var (mara, key) = await EmployAsync("Mara", capacity: 1);
        await using var line = new HubSocket();
        await line.OpenAsync(server.Address, key, null, patience.Token);
        using var client = new ApiClient(server.Address, key);
        var first = await channel.ArriveAsync();

        var offer = await line.HearAsync("Offer", patience.Token);
        Assert.Equal((first, 1, "mostRoom", "offered"), (offer.GetProperty("conversationId").GetString(), offer.GetProperty("epoch").GetInt32(), offer.GetProperty("reason").GetString(), offer.GetProperty("conversation").GetProperty("state").GetString()));
        Assert.Equal("Ana", offer.GetProperty("conversation").GetProperty("customer").GetProperty("name").GetString());
        Assert.Equal(first, (await client.GetAsync("/api/v1/employees/me/offers")).Is(HttpStatusCode.OK).Json.GetProperty("items")[0].GetProperty("conversationId").GetString());

        var command = new { id = Guid.NewGuid() };
        (await server.Admin.PostAsync($"/api/v1/conversations/{first}/offer/accept", new { id = Guid.NewGuid() })).Is(HttpStatusCode.Conflict, "illegal-move");
        var taken = (await client.PostAsync($"/api/v1/conversations/{first}/offer/accept", command)).Is(HttpStatusCode.OK);
        Assert.Equal((4, 1), (taken.Json.GetProperty("seq").GetInt32(), taken.Json.GetProperty("epoch").GetInt32()));
        Assert.Equal(taken.Text, (await client.PostAsync($"/api/v1/conversations/{first}/offer/accept", command)).Is(HttpStatusCode.OK).Text);
        var ended = await line.HearAsync("OfferEnded", patience.Token);
        Assert.Equal((first, "accepted"), (ended.GetProperty("conversationId").GetString(), ended.GetProperty("reason").GetString()));
        Assert.Equal(mara, (await client.GetAsync($"/api/v1/conversations/{first}")).Is(HttpStatusCode.OK)["owner"]);

        // Her one unit is taken: the second is hers when she has finished the first.
        var second = await channel.ArriveAsync();
        (await client.PostAsync($"/api/v1/conversations/{first}/resolve", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        Assert.Equal(second, (await line.HearAsync("Offer", patience.Token)).GetProperty("conversationId").GetString());
    }

    [Fact]
    public async Task Not_now_goes_to_the_other_and_the_reason_is_kept()
    {
        using var patience = new CancellationTokenSource(Patience);
        var lines = new Dictionary<string, (HubSocket Line, ApiClient Client)>(StringComparer.Ordinal);
        foreach (var name in new[] { "Mara", "Jonas" })
        {
            var (id, key) = await EmployAsync(name, capacity: 6);
            var line = new HubSocket();
            await line.OpenAsync(server.Address, key, null, patience.Token);
            lines.Add(id, (line, new ApiClient(server.Address, key)));
        }

        var conversation = await channel.ArriveAsync();
        var heard = lines.ToDictionary(static one => one.Key, one => one.Value.Line.HearAsync("Offer", patience.Token));
        var first = await Task.WhenAny(heard.Values);
        var refuser = heard.Single(one => one.Value == first).Key;
        (await lines[refuser].Client.PostAsync($"/api/v1/conversations/{conversation}/offer/decline", new { id = Guid.NewGuid(), reason = "I fly home in an hour" })).Is(HttpStatusCode.OK);
        await Task.WhenAll(heard.Values);

        var entries = (await server.Admin.GetAsync($"/api/v1/conversations/{conversation}/entries")).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray().ToList();
        Assert.Equal(["messageReceived", "offered", "offerEnded", "offered"], entries.Select(static entry => entry.GetProperty("kind").GetString()));
        var refused = entries[2].GetProperty("data");
        Assert.Equal(("notNow", "I fly home in an hour", refuser), (refused.GetProperty("reason").GetString(), refused.GetProperty("because").GetString(), refused.GetProperty("employeeId").GetString()));
        foreach (var (line, client) in lines.Values)
        {
            await line.DisposeAsync();
            client.Dispose();
        }
    }

    [Fact]
    public async Task The_next_best_is_claimed_by_urgency_and_the_same_id_again_gives_the_same()
    {
        var (_, key) = await EmployAsync("Mara", capacity: 6);
        using var client = new ApiClient(server.Address, key);
        (await client.PostAsync("/api/v1/next", new { id = Guid.NewGuid() })).Is(HttpStatusCode.NotFound, "nothing-waits");
        var normal = await channel.ArriveAsync();
        var urgent = await channel.ArriveAsync();
        (await server.Admin.PutAsync($"/api/v1/conversations/{urgent}/priority", new { id = Guid.NewGuid(), priority = "urgent" })).Is(HttpStatusCode.OK);

        var best = (await client.GetAsync("/api/v1/next")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal([urgent, normal], best.EnumerateArray().Select(static item => item.GetProperty("conversationId").GetString()));
        Assert.Equal(("priority", 60), (best[0].GetProperty("why")[0].GetProperty("kind").GetString(), best[0].GetProperty("score").GetInt32()));

        var command = new { id = Guid.NewGuid() };
        var taken = (await client.PostAsync("/api/v1/next", command)).Is(HttpStatusCode.OK);
        Assert.Equal(urgent, taken["conversationId"]);
        Assert.Equal(taken.Text, (await client.PostAsync("/api/v1/next", command)).Is(HttpStatusCode.OK).Text);
        Assert.Equal(normal, (await client.PostAsync("/api/v1/next", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["conversationId"]);
        (await client.PostAsync($"/api/v1/conversations/{normal}/claim", command)).Is(HttpStatusCode.UnprocessableEntity, "command-id-reused");
    }

    [Fact]
    public async Task What_asks_for_skills_is_not_next_for_who_lacks_them()
    {
        (await server.Admin.PatchAsync($"/api/v1/queues/{queue}", new { skills = new[] { "Customs" } })).Is(HttpStatusCode.OK);
        await channel.ArriveAsync();
        var (id, key) = await EmployAsync("Mara", capacity: 6);
        using var client = new ApiClient(server.Address, key);
        (await client.PostAsync("/api/v1/next", new { id = Guid.NewGuid() })).Is(HttpStatusCode.NotFound, "nothing-waits");
        (await server.Admin.PatchAsync($"/api/v1/employees/{id}", new { skills = new[] { "customs" } })).Is(HttpStatusCode.OK);
        (await client.PostAsync("/api/v1/next", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Nothing_is_offered_where_nobody_is_on_duty()
    {
        (await server.Admin.PostAsync("/api/v1/queues", new { name = "Nobody's", offers = true })).Is(HttpStatusCode.UnprocessableEntity, "duty-required");
        var id = (await server.Admin.PostAsync("/api/v1/queues", new { name = "Nobody's" })).Is(HttpStatusCode.Created)["id"];
        (await server.Admin.PatchAsync($"/api/v1/queues/{id}", new { offers = true })).Is(HttpStatusCode.UnprocessableEntity, "duty-required");
        var changed = (await server.Admin.PatchAsync($"/api/v1/queues/{id}", new { offers = true, dutyEmployeeId = "admin", offerSeconds = 20, alarmSeconds = 60 })).Is(HttpStatusCode.OK);
        Assert.Equal(("True", "20", "60"), (changed["offers"], changed["offerSeconds"], changed["alarmSeconds"]));
        (await server.Admin.PatchAsync($"/api/v1/queues/{id}", new { dutyEmployeeId = (string?)null })).Is(HttpStatusCode.UnprocessableEntity, "duty-required");
        (await server.Admin.PatchAsync($"/api/v1/queues/{id}", new { offers = false, dutyEmployeeId = (string?)null, alarmSeconds = (int?)null })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_is_on_duty_is_told_once_when_somebody_waits_too_long()
    {
        using var patience = new CancellationTokenSource(Patience);
        (await server.Admin.PatchAsync($"/api/v1/queues/{queue}", new { alarmSeconds = 60 })).Is(HttpStatusCode.OK);
        var conversation = await channel.ArriveAsync();
        server.Time.Advance(TimeSpan.FromSeconds(61));
        JsonElement[] notices;
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            notices = [.. (await server.Admin.GetAsync("/api/v1/employees/me/notices")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];
        }
        while (notices.Length == 0);
        Assert.Equal(("queueAlarm", conversation), (notices.Single().GetProperty("kind").GetString(), notices.Single().GetProperty("conversationId").GetString()));
    }

    private async Task<(string Id, string Key)> EmployAsync(string name, int capacity)
    {
        var id = (await server.Admin.PostAsync("/api/v1/employees", new { name, email = $"{name}@example.org", role = "agent", capacity })).Is(HttpStatusCode.Created)["id"];
        return (id, (await server.Admin.PostAsync("/api/v1/keys", new { name = "test", employeeId = id })).Is(HttpStatusCode.Created)["key"]);
    }
}
