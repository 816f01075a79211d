using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>An admin at one web node, or whoever has the key, and a channel whose customers write through that node.</summary>
internal sealed class Desk(Uri web, string key = ConversationsServer.AdminToken) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5) })
    {
        BaseAddress = web,
        Timeout = TimeSpan.FromSeconds(40),
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", key) },
    };

    private ChannelSecret secret = new("", "", default);
    private string channel = "";

    public async Task OpenChannelAsync(string queue = "default")
    {
        var made = await CallAsync(HttpMethod.Post, "/api/v1/channels", new { kind = "webhook", name = "Letters", queue });
        channel = (string)made["id"]!;
        secret = new ChannelSecret("test", (string)made["secret"]!, default);
    }

    /// <summary>A new colleague, and a key that acts as her.</summary>
    public async Task<(string Id, string Key)> HireAsync(string name, string? team = null, string? department = null, params string[] topics)
    {
        var hired = await CallAsync(HttpMethod.Post, "/api/v1/employees", new { name, email = $"{name}@company.example", role = "agent", team, department, topics });
        var id = (string)hired["id"]!;
        return (id, (string)(await CallAsync(HttpMethod.Post, "/api/v1/keys", new { name, employeeId = id }))["key"]!);
    }

    /// <summary>So many customers write for the first time; their conversations.</summary>
    public async Task<string[]> HearFromAsync(string who, int customers, string visibility = "private")
    {
        var messages = Enumerable.Range(1, customers).Select(number => new { id = "m-1", thread = $"{who}-{number}", text = "hello", visibility, sender = new { id = $"{who}-{number}" } }).ToArray();
        var bytes = JsonSerializer.SerializeToUtf8Bytes(messages);
        var (id, now) = ($"letter-{who}", DateTimeOffset.UtcNow);
        var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{channel}") { Content = content };
        request.Headers.Add(StandardWebhooks.IdHeader, id);
        request.Headers.Add(StandardWebhooks.TimestampHeader, StandardWebhooks.TimestampOf(now));
        request.Headers.Add(StandardWebhooks.SignatureHeader, StandardWebhooks.Sign([secret], id, now, bytes));
        var answer = await SendAsync(request);
        return [.. answer["results"]!.AsArray().Select(static one => (string)one!["conversationId"]!)];
    }

    public Task SnoozeAsync(string conversation, DateTimeOffset until) =>
        CallAsync(HttpMethod.Post, $"/api/v1/conversations/{conversation}/snooze", new { id = Guid.NewGuid(), until });

    public Task PromiseAsync(string conversation, DateTimeOffset dueAt) =>
        CallAsync(HttpMethod.Post, $"/api/v1/conversations/{conversation}/promises", new { id = Guid.NewGuid(), text = "call back", dueAt });

    public Task ClaimAsync(string conversation) => CallAsync(HttpMethod.Post, $"/api/v1/conversations/{conversation}/claim", new { id = Guid.NewGuid() });

    /// <summary>Gives everything back; how many that were.</summary>
    public async Task<long> HandBackAsync(Guid id, string note) => (long)(await CallAsync(HttpMethod.Post, "/api/v1/employees/me/handBack", new { id, note }))["returned"]!;

    /// <summary>How many the admin owns.</summary>
    public async Task<long> OwnedAsync() => (long)(await CallAsync(HttpMethod.Get, "/api/v1/conversations?view=mine&limit=1"))["total"]!;

    /// <summary>One command, sent again with the same id until it is done; how long that took.</summary>
    public async Task<TimeSpan> LabelAsync(string conversation, TimeSpan patience)
    {
        var started = Stopwatch.GetTimestamp();
        var command = new { id = Guid.NewGuid(), labels = new[] { "seen" } };
        await Asking.UntilAsync(
            async () =>
            {
                try
                {
                    await CallAsync(HttpMethod.Put, $"/api/v1/conversations/{conversation}/labels", command);
                    return null;
                }
                catch (HttpRequestException outage) when (outage.StatusCode is HttpStatusCode.ServiceUnavailable)
                {
                    return outage;
                }
            },
            static outage => outage is null, patience, static outage => outage!.Message);
        return Stopwatch.GetElapsedTime(started);
    }

    /// <summary>Everything that ever happened in it, in order.</summary>
    public async Task<JsonObject[]> ReadAsync(string conversation)
    {
        var answer = await CallAsync(HttpMethod.Get, $"/api/v1/conversations/{conversation}/entries?after=0&limit=500");
        return [.. answer["entries"]!.AsArray().Select(static entry => entry!.AsObject())];
    }

    /// <summary>Activations of each silo, by endpoint, as the cluster page shows them.</summary>
    public async Task<Dictionary<string, long>> ActivationsAsync()
    {
        var answer = await CallAsync(HttpMethod.Get, "/api/v1/cluster");
        return answer["silos"]!.AsArray().ToDictionary(static silo => (string)silo!["endpoint"]!, static silo => (long)silo!["activations"]!);
    }

    /// <summary>A guess at somebody's password from this machine; how it was answered.</summary>
    public async Task<HttpStatusCode> GuessPasswordAsync(string email)
    {
        using var nobody = new HttpClient { BaseAddress = web };
        using var body = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(new { email, password = "a wrong password" })) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var response = await nobody.PostAsync("/api/v1/session", body);
        return response.StatusCode;
    }

    public void Dispose() => http.Dispose();

    public async Task<JsonNode> CallAsync(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        return await SendAsync(request);
    }

    private async Task<JsonNode> SendAsync(HttpRequestMessage request)
    {
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!
            : throw new HttpRequestException($"{request.Method} {request.RequestUri} answered {(int)response.StatusCode}: {text}", null, response.StatusCode);
    }
}
