using System.Net;
using System.Text.Json;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Api;

/// <summary>People of one server who follow a topic of this test alone, some of them with an open line.</summary>
internal sealed class AskDeskWorld(RunningServer server) : IAsyncDisposable
{
    private const string ForMe = "/api/v1/asks?view=forMe";
    private readonly List<HubSocket> lines = [];
    private readonly string topic = "topic-" + Guid.NewGuid().ToString("N");
    private TestChannel? channel;

    public string Topic => topic;

    public async Task<(string Id, ApiClient Client)> HireAsync(string team = "", string department = "", bool follows = true, string role = "agent")
    {
        var (id, key) = await HireKeyAsync(team, department, follows, role);
        return (id, new ApiClient(server.Address, key));
    }

    /// <summary>Somebody who is there: her line is open, and everybody knows.</summary>
    public async Task<(string Id, ApiClient Client, HubSocket Line)> HireHereAsync(string team = "", string department = "", bool follows = true)
    {
        var (id, key) = await HireKeyAsync(team, department, follows, "agent");
        var line = new HubSocket();
        lines.Add(line);
        var stop = TestContext.Current.CancellationToken;
        await line.OpenAsync(server.Address, key, null, stop);
        while ((await line.HearAsync("Presence", stop)) is var told && (told.GetProperty("id").GetString() != id || !told.GetProperty("connected").GetBoolean()))
        {
        }

        return (id, new ApiClient(server.Address, key), line);
    }

    /// <summary>A conversation of that person's, and a question of hers in it.</summary>
    public async Task<(string Conversation, string Ask)> AskAsync(ApiClient asker, string question = "Where do lost bags go?")
    {
        var conversation = await OwnAsync(asker);
        var id = Guid.NewGuid().ToString("D");
        (await asker.PostAsync($"/api/v1/conversations/{conversation}/asks", new { id, question, topics = new[] { topic } })).Is(HttpStatusCode.Created);
        return (conversation, id);
    }

    public async Task<string> OwnAsync(ApiClient owner)
    {
        channel ??= await TestChannel.MakeAsync(server);
        var conversation = await channel.ArriveAsync();
        (await owner.PostAsync($"/api/v1/conversations/{conversation}/claim", new { id = Guid.NewGuid() })).Is(HttpStatusCode.OK);
        return conversation;
    }

    public static Task<Answer> DoAsync(ApiClient who, string ask, string what, object? body = null) => who.PostAsync($"/api/v1/asks/{ask}/{what}", body ?? new { id = Guid.NewGuid() });

    public static Task<Answer> AnswerAsync(ApiClient who, string ask, string text, Guid? id = null) => DoAsync(who, ask, "answer", new { id = id ?? Guid.NewGuid(), text });

    public static async Task<JsonElement> SeeAsync(ApiClient who, string ask) => (await who.GetAsync($"/api/v1/asks/{ask}")).Is(HttpStatusCode.OK).Json;

    public static async Task<string[]> AskedAsync(ApiClient who) => Ids((await who.GetAsync(ForMe)).Is(HttpStatusCode.OK).Json);

    public static Task IsAskedAsync(ApiClient who, string ask) => who.GetUntilAsync(ForMe, read => Ids(read).Contains(ask));

    public static IEnumerable<JsonElement> Items(Answer answer) => answer.Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();

    public static async Task<string[]> KindsAsync(ApiClient who, string conversation) =>
        [.. (await who.GetAsync($"/api/v1/conversations/{conversation}/entries?after=2")).Is(HttpStatusCode.OK).Json.GetProperty("entries").EnumerateArray().Select(static entry => entry.GetProperty("kind").GetString()!)];

    public async ValueTask DisposeAsync()
    {
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }
    }

    private async Task<(string Id, string Key)> HireKeyAsync(string team, string department, bool follows, string role)
    {
        string? Named(string place) => place.Length == 0 ? null : place;
        var places = new { name = "Person", email = $"{TestChannel.NewThread()}@example.org", role, team = Named(team), department = Named(department), topics = follows ? new[] { topic } : [] };
        var employee = (await server.Admin.PostAsync("/api/v1/employees", places)).Is(HttpStatusCode.Created);
        var key = (await server.Admin.PostAsync("/api/v1/keys", new { name = "test", employeeId = employee["id"] })).Is(HttpStatusCode.Created);
        return (employee["id"], key["key"]);
    }

    private static string[] Ids(JsonElement asks) => [.. asks.GetProperty("items").EnumerateArray().Select(static ask => ask.GetProperty("id").GetString()!)];
}
