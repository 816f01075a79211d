using System.Net;
using System.Text.Json;
using Conversations.Web.Tests.Api;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Company;

/// <summary>Who is shown as accountable is who is told, also after the duty person has left or is something else now.</summary>
public sealed class DutyTests : IAsyncLifetime
{
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Theory]
    [InlineData(null)]
    [InlineData("auditor")]
    [InlineData("colleague")]
    public async Task Whoever_stands_in_for_a_duty_person_who_left_is_shown_told_and_asked(string? becomes)
    {
        await using var world = new AskDeskWorld(server);
        var (duty, _) = await world.HireAsync();
        var queue = (await server.Admin.PostAsync("/api/v1/queues", new { name = "Refunds", dutyEmployeeId = duty })).Is(HttpStatusCode.Created)["id"];
        var made = (await server.Admin.PostAsync("/api/v1/channels", new { kind = "webhook", name = "Refunds", queue })).Is(HttpStatusCode.Created);
        var root = "/api/v1/conversations/" + await new TestChannel(server, made["id"], made["secret"]).ArriveAsync();
        Assert.Equal(duty, await AccountableAsync(root));

        (await server.Admin.PatchAsync("/api/v1/employees/" + duty, becomes is null ? new { disabled = true } : (object)new { role = becomes })).Is(HttpStatusCode.OK);
        Assert.Equal("admin", await AccountableAsync(root));

        var (_, asker) = await world.HireAsync();
        (await asker.PostAsync(root + "/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        var ask = Guid.NewGuid().ToString("D");
        (await asker.PostAsync(root + "/asks", new { id = ask, question = "Who knows?", topics = new[] { world.Topic } })).Is(HttpStatusCode.Created);
        await AskDeskWorld.IsAskedAsync(server.Admin, ask);

        var other = await world.OwnAsync(asker);
        (await asker.PostAsync($"/api/v1/conversations/{other}/handover", new { id = Guid.NewGuid(), queue })).Is(HttpStatusCode.OK);
        await IsToldAsync("handoverOffered", other);
    }

    private async Task<string> AccountableAsync(string root) => (await server.Admin.GetAsync(root)).Is(HttpStatusCode.OK)["accountable"];

    private async Task IsToldAsync(string kind, string conversation) => await server.Admin.GetUntilAsync(
        "/api/v1/employees/me/notices",
        read => read.GetProperty("items").EnumerateArray().Any(notice => (Text(notice, "kind"), Text(notice, "conversationId")) == (kind, conversation)));

    private static string? Text(JsonElement item, string name) => item.GetProperty(name).GetString();
}
