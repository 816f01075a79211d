using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;
using Conversations.Testing.Processes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Conversations.Browser.Tests;

/// <summary>A real server with one channel, and the network behind that channel: it takes replies, and its customers write.</summary>
internal sealed class Company : IAsyncDisposable
{
    private readonly ConversationsServer server;
    private readonly HttpClient http = new();
    private readonly WebApplication network;
    private readonly Channel<JsonObject> replies = Channel.CreateUnbounded<JsonObject>();
    private readonly Channel<JsonObject> payments = Channel.CreateUnbounded<JsonObject>();
    private readonly ConcurrentDictionary<string, int> messages = new();
    private readonly List<Desk> desks = [];
    private ChannelSecret secret = new("", "", default);
    private string channel = "";

    public Company(params (string Name, string Value)[] settings)
        : this($"http://127.0.0.1:{FreePort.Next()}", settings)
    {
    }

    private Company(string networkAddress, (string Name, string Value)[] settings)
    {
        server = new ConversationsServer(settings);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(networkAddress);
        network = builder.Build();
        network.MapPost("/replies", context => TakeAsync(context, NetworkAnswers, replies));
        network.MapPost("/payments", context => TakeAsync(context, PayerAnswers, payments));
    }

    /// <summary>With somebody who pays out what is given, behind the same network.</summary>
    public static Company ThatPays(params (string Name, string Value)[] settings)
    {
        var address = $"http://127.0.0.1:{FreePort.Next()}";
        var secret = "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        return new Company(address, [.. settings, ("Gestures__FulfilmentUrl", address + "/payments"), ("Gestures__FulfilmentSecret", secret)]);
    }

    /// <summary>What the network does with a reply: a status, or 0 to hang up on it after it was taken.</summary>
    public Func<JsonObject, int> NetworkAnswers { get; set; } = static _ => StatusCodes.Status200OK;

    /// <summary>The same of what is to be paid out.</summary>
    public Func<JsonObject, int> PayerAnswers { get; set; } = static _ => StatusCodes.Status200OK;

    public Uri Address => server.Address;

    public string ServerOutput => server.Output;

    public async Task StartAsync()
    {
        await network.StartAsync();
        await server.StartAsync();
        http.BaseAddress = server.Address;
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ConversationsServer.AdminToken);
        var made = await PostAsync("/api/v1/channels", new { kind = "webhook", name = "Messages", replyUrl = network.Urls.First() + "/replies" });
        channel = (string)made["id"]!;
        secret = new ChannelSecret("test", (string)made["secret"]!, default);
    }

    /// <summary>A new employee's one-time sign-in link.</summary>
    /// <param name="topics">What she follows.</param>
    public async Task<Uri> InviteAsync(string name, string role = "agent", params string[] topics)
    {
        var made = await PostAsync("/api/v1/employees", new { name, email = $"{name.ToLowerInvariant()}@company.example", role, topics });
        return new Uri(server.Address, (string)made["link"]!);
    }

    /// <summary>Somebody new at her dashboard, with a live line; she leaves with the company.</summary>
    public async Task<Desk> SeatAsync(string name, string role = "agent", params string[] topics)
    {
        var desk = await Desk.OpenAsync(await InviteAsync(name, role, topics));
        desks.Add(desk);
        await desk.IsLiveAsync();
        return desk;
    }

    public async Task WritesAsync(string customer, string text, string visibility = "private")
    {
        var id = $"{customer}-{messages.AddOrUpdate(customer, 1, (_, before) => before + 1)}";
        var answer = await SignedAsync($"/hooks/{channel}", id, new { id, thread = "t-" + customer, visibility, text, sender = new { id = customer, name = customer } });
        Assert.Equal("accepted", (string)answer["results"]![0]!["status"]!);
    }

    /// <summary>Many messages of one customer, in order.</summary>
    public async Task WritesAsync(string customer, IEnumerable<string> texts)
    {
        foreach (var some in texts.Select((text, at) => (text, at)).Chunk(200))
        {
            var items = some.Select(one => new { id = $"{customer}-many-{one.at}", thread = "t-" + customer, one.text, sender = new { id = customer, name = customer } });
            var answer = await SignedAsync($"/hooks/{channel}", $"{customer}-many-from-{some[0].at}", items);
            Assert.All(answer["results"]!.AsArray(), one => Assert.Equal("accepted", (string)one!["status"]!));
        }
    }

    /// <summary>Until the search finds all that is written so far.</summary>
    public async Task IndexedAsync()
    {
        var written = DateTimeOffset.UtcNow;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await http.GetFromJsonAsync<JsonObject>("/api/v1/search?q=x&limit=1", patience.Token) is not { } page || (DateTimeOffset)page["indexedTo"]! < written)
        {
        }
    }

    /// <summary>The next reply that reached the network.</summary>
    public Task<JsonObject> NextReplyAsync() => NextOfAsync(replies);

    public bool HasReply => replies.Reader.TryPeek(out _);

    /// <summary>The next gift that was paid out.</summary>
    public Task<JsonObject> NextPaymentAsync() => NextOfAsync(payments);

    public bool HasPayment => payments.Reader.TryPeek(out _);

    public Task TellsAsync(string replyId, string status) =>
        SignedAsync($"/hooks/{channel}/status", $"{replyId}-{status}", new { replyId, status, at = DateTimeOffset.UtcNow });

    /// <summary>Puts a conversation off by REST: no menu offers a moment that a test could wait for.</summary>
    public Task SnoozeAsync(string conversation, TimeSpan time) =>
        PostAsync($"/api/v1/conversations/{conversation}/snooze", new { id = Guid.NewGuid(), until = DateTimeOffset.UtcNow + time });

    /// <summary>A call of the administrator's.</summary>
    public Task<JsonObject> CallAsync(string path, object body) => PostAsync(path, body);

    public async Task PutAsync(string path, object body)
    {
        using var answer = await http.PutAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, $"{path} answered {(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
    }

    /// <summary>How far somebody who came to the open floor may go there.</summary>
    public async Task GradeAsync(string name, string grade)
    {
        var people = (await http.GetFromJsonAsync<JsonObject>("/api/v1/floor/people"))!["items"]!.AsArray();
        var id = (string)people.Single(person => (string)person!["name"]! == name)!["employeeId"]!;
        await PutAsync($"/api/v1/floor/people/{id}/grade", new { id = Guid.NewGuid(), grade, reason = "Knows it." });
    }

    public async Task<string> ConversationOfAsync(string customer) =>
        (string)(await http.GetFromJsonAsync<JsonObject>($"/api/v1/conversations?q=t-{customer}"))!["items"]![0]!["id"]!;

    public async Task LabelAsync(string customer, string label)
    {
        await PutAsync($"/api/v1/conversations/{await ConversationOfAsync(customer)}/labels", new { id = Guid.NewGuid(), labels = new[] { label } });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var desk in desks)
        {
            await desk.DisposeAsync();
        }

        await server.DisposeAsync();
        await network.DisposeAsync();
        http.Dispose();
    }

    private static async Task<JsonObject> NextOfAsync(Channel<JsonObject> taken)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        return await taken.Reader.ReadAsync(patience.Token);
    }

    private static async Task TakeAsync(HttpContext context, Func<JsonObject, int> answers, Channel<JsonObject> taken)
    {
        var sent = (await context.Request.ReadFromJsonAsync<JsonObject>())!;
        var status = answers(sent);
        if (status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = status;
        if (status == StatusCodes.Status200OK)
        {
            taken.Writer.TryWrite(sent);
        }
    }

    private async Task<JsonObject> SignedAsync(string path, string id, object body)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(body);
        var now = DateTimeOffset.UtcNow;
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(bytes) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Add(StandardWebhooks.IdHeader, id);
        request.Headers.Add(StandardWebhooks.TimestampHeader, StandardWebhooks.TimestampOf(now));
        request.Headers.Add(StandardWebhooks.SignatureHeader, StandardWebhooks.Sign([secret], id, now, bytes));
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode}: {text}");
        return text.Length == 0 ? [] : (JsonObject)JsonNode.Parse(text)!;
    }

    private async Task<JsonObject> PostAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{path} answered {(int)response.StatusCode}: {text}");
        return (JsonObject)JsonNode.Parse(text)!;
    }
}
