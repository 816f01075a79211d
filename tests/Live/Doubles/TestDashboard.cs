using System.Security.Claims;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conversations.Contracts.Access;
using Conversations.Web.Access;
using Conversations.Web.Feed;
using Conversations.Web.Hubs;

namespace Conversations.Live.Tests.Doubles;

/// <summary>A dashboard without a socket: calls what the hub calls, reads frames as a client does, and can be a slow reader.</summary>
public sealed class TestDashboard : IFrameSink, IDisposable
{
    private readonly LiveNode _node;
    private TaskCompletionSource? _stuck;

    public TestDashboard(LiveNode node, Caller caller)
    {
        _node = node;
        var claims = new List<Claim> { new(CallerClaims.Employee, caller.Employee.Value) };
        Me = new Dashboard(
            Guid.NewGuid().ToString("N"), caller, new ClaimsPrincipal(new ClaimsIdentity(claims, "test")), this,
            node.Get<DashboardParts>());
        IsIn = node.Dashboards.TryAdd(Me);
    }

    public Dashboard Me { get; }
    public bool IsIn { get; }
    public bool IsAborted { get; private set; }
    public List<int> FrameBytes { get; } = [];

    /// <summary>All hub messages, in order.</summary>
    public List<JsonObject> Messages { get; } = [];
    public Dictionary<string, ListReader> Lists { get; } = [];
    public Dictionary<string, EntriesReader> Conversations { get; } = [];

    /// <summary>From now on frames stay in the pipe.</summary>
    public void StopReading() => _stuck = new TaskCompletionSource();

    public void ReadOn()
    {
        var stuck = _stuck;
        _stuck = null;
        stuck?.SetResult();
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> frame)
    {
        FrameBytes.Add(frame.Length);
        var texts = Encoding.UTF8.GetString(frame.Span).Split('\u001e', StringSplitOptions.RemoveEmptyEntries);
        foreach (var text in texts)
        {
            Receive(JsonNode.Parse(text)!.AsObject());
        }

        if (_stuck is { } stuck)
        {
            await stuck.Task;
        }
    }

    public void Abort() => IsAborted = true;

    public async Task<ListReader> WatchList(string spec)
    {
        using var answer = new FrameBuffer();
        var list = await _node.Get<ListCalls>().WatchAsync(Me, ListSpecReader.Read(JsonDocument.Parse(spec).RootElement, Me.Caller.Employee), answer, default);
        var reader = new ListReader(Object(answer));
        Lists.Add(reader.ListId, reader);
        Me.Arm(list);
        return reader;
    }

    public async Task MoveList(ListReader reader, int offset, int size)
    {
        using var answer = new FrameBuffer();
        var list = await _node.Get<ListCalls>().MoveAsync(Me, reader.ListId, offset, size, answer, default);
        reader.Take(Object(answer));
        Me.Arm(list);
    }

    public async Task<(long Head, long From)> WatchConversation(string id, long afterSeq)
    {
        var watched = await _node.Get<ConversationCalls>().WatchAsync(Me, id, afterSeq, default)
            ?? throw new KeyNotFoundException(id);
        Conversations[id] = new EntriesReader(watched.Cursor);
        Me.Arm(watched);
        return (watched.Tail.Head, watched.Cursor + 1);
    }

    public async Task<JsonObject> Resume(string state)
    {
        var answer = await _node.Get<ResumeCall>().ResumeAsync(Me, JsonDocument.Parse(state).RootElement, default);
        var json = JsonNode.Parse(answer.Json)!.AsObject();
        foreach (var list in json["lists"]!.AsArray().Select(static list => list!.AsObject()).Where(static list => list["items"] is not null))
        {
            Lists[list["listId"]!.GetValue<string>()] = new ListReader(list);
        }

        foreach (var conversation in json["conversations"]!.AsArray().Where(static one => one!["from"] is not null))
        {
            Conversations[conversation!["id"]!.GetValue<string>()] = new EntriesReader(conversation["from"]!.GetValue<long>() - 1);
        }

        answer.Written();
        return json;
    }

    public IEnumerable<JsonObject> Told(string target) =>
        Messages.Where(message => message["target"]!.GetValue<string>() == target).Select(static message => message["arguments"]![0]!.AsObject());

    public void Dispose() => _node.Dashboards.Remove(Me.Id);

    private static JsonObject Object(FrameBuffer members) => JsonNode.Parse("{" + Encoding.UTF8.GetString(members.Written.Span) + "}")!.AsObject();

    private void Receive(JsonObject message)
    {
        Messages.Add(message);
        var argument = message["arguments"]![0]!.AsObject();
        switch (message["target"]!.GetValue<string>())
        {
            case "ListDelta":
                Lists[argument["listId"]!.GetValue<string>()].Apply(argument);
                break;
            case "Entries":
                Conversations[argument["conversationId"]!.GetValue<string>()].Apply(argument);
                break;
        }
    }
}
