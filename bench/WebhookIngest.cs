using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Conversations.Channels.Webhook;
using Conversations.Contracts.Ports;
using Conversations.Testing;
using Conversations.Testing.Processes;

namespace Conversations.Bench;

/// <summary>
/// B1's cost: signed webhooks of one message each, from many connections, to a real server process that commits and feeds them, beside a bare Kestrel echo
/// in its own process. In turn in the same run; the processor time of the server per message is what counts, since rates move with the machine.
/// </summary>
internal static class WebhookIngest
{
    private const int Threads = 2_000;
    private const int Warm = 40_000;
    private const int Measured = 15_000;
    private const int Rounds = 5;

    public static async Task<int> RunAsync(string engine, int connections, TextWriter output)
    {
        await using var database = new PostgreSqlServer();
        (string, string)[] settings = engine == "sqlite"
            ? []
            : [("Store__Provider", "PostgreSql"), ("Store__ConnectionString", database.ConnectionString(await database.CreateDatabaseAsync()))];
        await using var server = new ConversationsServer(settings);
        await server.StartAsync();
        await using var echo = await EchoServer.StartAsync();
        var (path, secret) = await ChannelAsync(server.Address);
        var number = 0;
        byte[][] Messages(int count) => [.. Enumerable.Range(0, count).Select(_ => Message(server.Address, path, secret, number++))];

        var target = new Target("committed and fed", server.Address.Port, server.ProcessId);
        var limit = new Target("bare Kestrel echo", echo.Port, echo.ProcessId);
        await LoadAsync(target, Messages(Warm), connections);
        await LoadAsync(limit, Messages(Warm), connections);
        var (ours, bare) = (new List<Figure>(), new List<Figure>());
        for (var round = 0; round < Rounds; round++)
        {
            ours.Add(await LoadAsync(target, Messages(Measured), connections));
            bare.Add(await LoadAsync(limit, Messages(Measured), connections));
        }

        Report(output, target.Name, ours);
        Report(output, limit.Name, bare);
        var ratios = ours.Zip(bare, (mine, other) => other.Microseconds / mine.Microseconds).Order().ToArray();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"of the echo by processor time: {ratios[Rounds / 2]:P0} ({ratios[0]:P0} to {ratios[^1]:P0})"));
        return 0;
    }

    private static void Report(TextWriter output, string name, List<Figure> figures)
    {
        var sorted = figures.OrderBy(figure => figure.Microseconds).ToArray();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-20} {sorted[Rounds / 2].Microseconds,6:0.0} µs of processor a message ({sorted[0].Microseconds:0.0} to {sorted[^1].Microseconds:0.0}), {figures.Max(figure => figure.PerSecond),8:N0}/s at best"));
    }

    private static async Task<Figure> LoadAsync(Target target, byte[][] messages, int connections)
    {
        var before = Processor.TimeOf(target.ProcessId);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, connections).Select(connection => Task.Run(async () =>
        {
            using var line = await RawHttp.OpenAsync(target.Port);
            for (var at = connection; at < messages.Length; at += connections)
            {
                await line.PostAsync(messages[at]);
            }
        })));
        var seconds = clock.Elapsed.TotalSeconds;
        return new Figure((Processor.TimeOf(target.ProcessId) - before).TotalMicroseconds / messages.Length, messages.Length / seconds);
    }

    private static async Task<(string Path, string Secret)> ChannelAsync(Uri server)
    {
        using var http = new HttpClient { BaseAddress = server };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ConversationsServer.AdminToken);
        using var answer = await http.PostAsJsonAsync("/api/v1/channels", new { kind = "webhook", name = "Bench", replyUrl = "http://127.0.0.1:9/" });
        answer.EnsureSuccessStatusCode();
        var channel = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return ($"/hooks/{channel.GetProperty("id").GetString()}", channel.GetProperty("secret").GetString()!);
    }

    private static byte[] Message(Uri server, string path, string secret, int number)
    {
        var now = DateTimeOffset.UtcNow;
        var id = string.Create(CultureInfo.InvariantCulture, $"m-{number}");
        var body = Encoding.UTF8.GetBytes(
            $$$"""{"id":"{{{id}}}","thread":"t-{{{number % Threads}}}","visibility":"public","text":"Where is my order? It should have been here on Monday, and nobody answers the phone.","sentAt":"2026-11-22T10:00:00Z","sender":{"id":"u-{{{number % Threads}}}","name":"Somebody Example","handle":"@somebody"}}""");
        var signature = StandardWebhooks.Sign([new ChannelSecret("s", secret, now)], id, now, body);
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"POST {path} HTTP/1.1\r\nHost: {server.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nwebhook-id: {id}\r\nwebhook-timestamp: {StandardWebhooks.TimestampOf(now)}\r\nwebhook-signature: {signature}\r\n\r\n");
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }

    private sealed record Target(string Name, int Port, int ProcessId);

    private sealed record Figure(double Microseconds, double PerSecond);
}
