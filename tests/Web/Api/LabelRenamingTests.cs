using System.Net;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Tests.Running;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Conversations.Web.Tests.Api;

/// <summary>Where a label's new name has to come to.</summary>
public sealed class LabelRenamingTests : IAsyncLifetime
{
    private const string Labels = "/api/v1/labels";
    private const string Filters = "/api/v1/saved-filters";

    /// <summary>Its own, for the set of labels is everybody's, and what is changed is told here too.</summary>
    private readonly SharedServer shared = new();

    private static CancellationToken Patience => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => shared.InitializeAsync();

    public ValueTask DisposeAsync() => shared.DisposeAsync();

    [Fact]
    public async Task A_closed_conversation_has_the_new_name_too_and_stays_closed()
    {
        var (_, lead) = await shared.EmployAsync("lead");
        var (closed, open) = ("/api/v1/conversations/" + await CloseAsync("old", "other"), "/api/v1/conversations/" + await shared.Channel.ArriveAsync());
        (await lead.PutAsync(open + "/labels", new { id = Guid.NewGuid(), labels = new[] { "old" } })).Is(HttpStatusCode.OK);
        (await lead.PutAsync(closed + "/labels", new { id = Guid.NewGuid(), labels = new[] { "x" } })).Is(HttpStatusCode.Conflict, "illegal-move");

        var renamed = (await lead.PostAsync(Labels + "/rename", new { from = "old", to = "new" })).Is(HttpStatusCode.OK);

        Assert.Equal(("2", "0"), (renamed["changed"], renamed["left"]));
        var after = (await lead.GetAsync(closed)).Is(HttpStatusCode.OK);
        Assert.Equal(("""["new","other"]""", "closed"), (after["labels"], after["state"]));
        Assert.Equal("""["new"]""", (await lead.GetAsync(open))["labels"]);
        Assert.Equal("1", (await lead.GetAsync("/api/v1/conversations?state=closed&label=new")).Is(HttpStatusCode.OK)["total"]);
        Assert.Equal("0", (await lead.PostAsync(Labels + "/rename", new { from = "old", to = "new" })).Is(HttpStatusCode.OK)["changed"]);
    }

    [Fact]
    public async Task Saved_filters_follow_everybody_s_and_each_person_s_and_those_of_other_labels_stay()
    {
        var ((_, me), (_, other), (_, lead)) = (await shared.EmployAsync("agent"), await shared.EmployAsync("agent"), await shared.EmployAsync("lead"));
        var (mine, hers, all, stays) = (await KeepAsync(me, "old", "mine"), await KeepAsync(other, "old", "mine"), await KeepAsync(lead, "old", "all"), await KeepAsync(me, "older", "mine"));

        (await lead.PostAsync(Labels + "/rename", new { from = "old", to = "new" })).Is(HttpStatusCode.OK);

        var known = await SpecsAsync(me);
        Assert.Equal(("""{"view":"all","label":"new"}""", """{"view":"all","label":"new"}""", """{"view":"all","label":"older"}"""), (known[mine], known[all], known[stays]));
        Assert.Equal("""{"view":"all","label":"new"}""", (await SpecsAsync(other))[hers]);
        Assert.Equal((3, false), (known.Count, known.ContainsKey(hers)));
    }

    [Fact(Timeout = 30_000)]
    public async Task Whose_saved_filter_followed_is_told()
    {
        var (_, key) = await shared.EmployKeyAsync("agent");
        using var me = new ApiClient(shared.Server.Address, key);
        await KeepAsync(me, "old", "mine");
        await using var socket = new HubSocket();
        await socket.OpenAsync(shared.Server.Address, key, cookies: null, Patience);
        await socket.ErrorOfAsync("UnwatchList", ["\"none\""], Patience);

        (await shared.Admin.PostAsync(Labels + "/rename", new { from = "old", to = "new" })).Is(HttpStatusCode.OK);

        string told;
        do
        {
            told = (await socket.HearAsync("Changed", Patience)).GetRawText();
        }
        while (told == """{"what":"labels"}""");
        Assert.Equal("""{"what":"savedFilters"}""", told);
    }

    private static async Task<string> KeepAsync(ApiClient who, string label, string scope)
    {
        var id = Guid.NewGuid();
        (await who.PostAsync(Filters, new { id, name = label, spec = new { view = "all", label }, scope })).Is(HttpStatusCode.Created);
        return id.ToString();
    }

    private static async Task<Dictionary<string, string>> SpecsAsync(ApiClient who) =>
        (await who.GetAsync(Filters)).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(item => item.GetProperty("id").GetString()!, item => item.GetProperty("spec").GetRawText());

    /// <summary>Resolved, and the week it may stand so is over.</summary>
    private async Task<string> CloseAsync(params string[] labels)
    {
        var id = await shared.Channel.ArriveAsync();
        var at = "/api/v1/conversations/" + id;
        (await shared.Admin.PutAsync(at + "/labels", new { id = Guid.NewGuid(), labels })).Is(HttpStatusCode.OK);
        var seq = long.Parse((await shared.Admin.PostAsync(at + "/resolve", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK)["seq"], System.Globalization.CultureInfo.InvariantCulture);
        var deadline = new DeadlineRow(id, DeadlineKinds.Close, seq, shared.Server.Time.GetUtcNow());
        await shared.Server.Services.GetRequiredService<IGrainFactory>().GetGrain<IConversationGrain>(id).Fire(deadline);
        Assert.Equal("closed", (await shared.Admin.GetAsync(at)).Is(HttpStatusCode.OK)["state"]);
        return id;
    }
}
