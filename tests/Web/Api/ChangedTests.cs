using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>What somebody changed elsewhere, on the dashboards that show it.</summary>
public sealed class ChangedTests : IAsyncLifetime
{
    /// <summary>Its own, for what others change is told here too.</summary>
    private readonly SharedServer shared = new();

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => shared.InitializeAsync();

    public ValueTask DisposeAsync() => shared.DisposeAsync();

    [Fact(Timeout = 30_000)]
    public async Task Every_dashboard_is_told_what_kind_of_shared_thing_changed_and_nothing_of_it()
    {
        var (_, agentKey) = await shared.EmployKeyAsync("agent");
        var (_, lead) = await shared.EmployAsync("lead");
        await using var socket = await OpenAsync(agentKey);
        var (canned, filter, label) = (Guid.NewGuid(), Guid.NewGuid(), $"label-{Guid.NewGuid():N}");

        await HearsAsync(socket, "cannedReplies", lead.PostAsync("/api/v1/canned-replies", new { id = canned, title = "T", text = "x", scope = "all" }));
        await HearsAsync(socket, "cannedReplies", lead.PatchAsync($"/api/v1/canned-replies/{canned}", new { title = "U" }));
        await HearsAsync(socket, "cannedReplies", lead.DeleteAsync($"/api/v1/canned-replies/{canned}"));
        await HearsAsync(socket, "savedFilters", lead.PostAsync("/api/v1/saved-filters", new { id = filter, name = "F", spec = new { }, scope = "all" }));
        await HearsAsync(socket, "savedFilters", lead.DeleteAsync($"/api/v1/saved-filters/{filter}"));
        await HearsAsync(socket, "labels", lead.PostAsync("/api/v1/labels", new { name = label, hue = 1 }));
        await HearsAsync(socket, "labels", lead.PostAsync("/api/v1/labels/rename", new { from = label, to = label + "!" }));
        await HearsAsync(socket, "labels", lead.DeleteAsync($"/api/v1/labels?name={label}!"));
        await HearsAsync(socket, "directory", shared.Admin.PostAsync("/api/v1/queues", new { name = "Told" }));
        await HearsAsync(socket, "directory", shared.Admin.PatchAsync($"/api/v1/channels/{shared.Channel.Id}", new { name = "Told" }));
    }

    [Fact(Timeout = 30_000)]
    public async Task What_is_somebody_s_own_is_told_to_that_person_only()
    {
        var ((_, myKey), (_, otherKey)) = (await shared.EmployKeyAsync("agent"), await shared.EmployKeyAsync("agent"));
        using var me = new ApiClient(shared.Server.Address, myKey);
        await using var mine = await OpenAsync(myKey);
        await using var others = await OpenAsync(otherKey);

        await HearsAsync(mine, "savedFilters", me.PostAsync("/api/v1/saved-filters", new { id = Guid.NewGuid(), name = "F", spec = new { }, scope = "mine" }));
        await HearsAsync(mine, "cannedReplies", me.PostAsync("/api/v1/canned-replies", new { id = Guid.NewGuid(), title = "T", text = "x", scope = "mine" }));
        await HearsAsync(others, "directory", shared.Admin.PostAsync("/api/v1/queues", new { name = "Told" }));
    }

    /// <summary>The first change that is told is this one.</summary>
    private static async Task HearsAsync(HubSocket socket, string what, Task<Answer> change)
    {
        var answer = await change;
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.NoContent, answer.Text);
        Assert.Equal($$"""{"what":"{{what}}"}""", (await socket.HearAsync("Changed", Patience)).GetRawText());
    }

    private async Task<HubSocket> OpenAsync(string key)
    {
        var socket = new HubSocket();
        await socket.OpenAsync(shared.Server.Address, key, cookies: null, Patience);
        await socket.ErrorOfAsync("UnwatchList", ["\"none\""], Patience);
        return socket;
    }
}
