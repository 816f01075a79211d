using System.Collections.Concurrent;
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
/// New customers write at an even rate, whatever the server does; queues offer what they write to people with a hub line each, who accept over REST. A real server process. Counted is the
/// time until the offer's line has arrived at the client: from the moment the message was due to be sent, and from the router's decision (the offer's end less what it lasts).
/// </summary>
internal static class OfferScreen
{
    private const int Queues = 4;
    private const int OfferSeconds = 60;
    private const int Capacity = 100;
    private const int EachPost = 5;
    private const int WarmSeconds = 30;
    private const int WarmShare = 4;
    private const int AtOnce = 8;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<int> RunAsync(string engine, int perSecond, int people, int seconds, TextWriter output)
    {
        await using var database = new PostgreSqlServer();
        (string, string)[] settings = engine == "sqlite"
            ? []
            : [("Store__Provider", "PostgreSql"), ("Store__ConnectionString", database.ConnectionString(await database.CreateDatabaseAsync()))];
        await using var server = new ConversationsServer(settings);
        await server.StartAsync();
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 64 }) { BaseAddress = server.Address, Timeout = Patience };
        var channels = new (string Id, string Secret)[Queues];
        for (var at = 0; at < Queues; at++)
        {
            channels[at] = await ChannelAsync(http);
        }

        var lines = new ConcurrentBag<OfferLine>();
        await Parallel.ForEachAsync(Enumerable.Range(0, people), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => lines.Add(await HireAsync(http, server.Address, number)));
        // What the machine compiles while it is new, and what has piled up meanwhile, is not what is asked: the line is empty when it begins.
        var warm = await RunAsync(http, channels, lines, first: 0, perSecond / WarmShare, WarmSeconds, isWarm: true);
        var before = Processor.TimeOf(server.ProcessId);
        var run = await RunAsync(http, channels, lines, warm.Posts, perSecond, seconds, isWarm: false);
        var messages = run.Posts * EachPost;
        Tell(output, engine, messages, run.Sent, (Processor.TimeOf(server.ProcessId) - before) / messages, [.. lines]);
        foreach (var line in lines)
        {
            await line.DisposeAsync();
        }

        return 0;
    }

    /// <summary>Writes at the even rate, and returns when all of it has been offered, or patience ends.</summary>
    private static async Task<(int Posts, TimeSpan Sent)> RunAsync(
        HttpClient http, (string Id, string Secret)[] channels, IReadOnlyCollection<OfferLine> lines, int first, int perSecond, int seconds, bool isWarm)
    {
        var expected = lines.Sum(static line => line.Count) + (seconds * perSecond);
        var (posts, count) = (new List<Task>(), seconds * perSecond / EachPost);
        var begun = Stopwatch.GetTimestamp();
        for (var post = 0; post < count; post++)
        {
            var due = TimeSpan.FromSeconds((double)post * EachPost / perSecond);
            var wait = due - Stopwatch.GetElapsedTime(begun);
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait);
            }

            // It was due then, whenever this loop came to it.
            var at = DateTimeOffset.UtcNow - (Stopwatch.GetElapsedTime(begun) - due);
            posts.Add(PostAsync(http, channels[post % Queues], first + post, at, isWarm));
        }

        await Task.WhenAll(posts);
        var sent = Stopwatch.GetElapsedTime(begun);
        while (lines.Sum(static line => line.Count) < expected && Stopwatch.GetElapsedTime(begun) - sent < Patience)
        {
            await Task.Delay(100);
        }

        return (count, sent);
    }

    private static void Tell(TextWriter output, string engine, int expected, TimeSpan sent, TimeSpan each, OfferLine[] lines)
    {
        var seen = lines.SelectMany(static line => line.Seen).Where(static one => !one.IsWarm).ToList();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{engine}: {lines.Length} people, {expected:n0} messages in {sent.TotalSeconds:n1} s ({expected / sent.TotalSeconds:n0}/s), {seen.Count:n0} offers seen, {lines.Sum(static line => line.Accepted):n0} accepted with those of the warm-up, {lines.Sum(static line => line.Refused):n0} refused, {each.TotalMilliseconds:n2} ms of the server's processor for a message"));
        output.WriteLine("| From | p50 ms | p90 | p99 | worst |\n|---|---|---|---|---|");
        Row("message due → on screen", seen.ConvertAll(static one => one.FromMessage));
        Row("decision → on screen", seen.ConvertAll(static one => one.FromDecision));

        void Row(string name, List<double> values)
        {
            values.Sort();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {At(values, 0.5):n0} | {At(values, 0.9):n0} | **{At(values, 0.99):n0}** | {At(values, 1):n0} |"));
        }
    }

    private static double At(List<double> values, double part) => values.Count == 0 ? double.NaN : values[Math.Min(values.Count - 1, (int)(values.Count * part))];

    private static async Task<(string Id, string Secret)> ChannelAsync(HttpClient http)
    {
        var queue = await CallAsync(http, HttpMethod.Post, "/api/v1/queues", new { name = "Baggage", dutyEmployeeId = "admin", offers = true, offerSeconds = OfferSeconds });
        var channel = await CallAsync(http, HttpMethod.Post, "/api/v1/channels", new { kind = "webhook", name = "Bench", queue = queue.GetProperty("id").GetString() });
        return (channel.GetProperty("id").GetString()!, channel.GetProperty("secret").GetString()!);
    }

    private static async Task<OfferLine> HireAsync(HttpClient http, Uri web, int number)
    {
        var id = (await CallAsync(http, HttpMethod.Post, "/api/v1/employees", new { name = $"Agent {number}", email = $"agent-{number}@company.example", role = "agent", capacity = Capacity })).GetProperty("id").GetString()!;
        var key = (await CallAsync(http, HttpMethod.Post, "/api/v1/keys", new { name = "bench", employeeId = id })).GetProperty("key").GetString()!;
        return await OfferLine.OpenAsync(http, web, key, TimeSpan.FromSeconds(OfferSeconds));
    }

    private static async Task PostAsync(HttpClient http, (string Id, string Secret) channel, int post, DateTimeOffset due, bool isWarm)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{(isWarm ? "warm" : "at")} {due.UtcTicks}");
        var messages = Enumerable.Range(0, EachPost).Select(at => new { id = "m-1", thread = $"t-{post}-{at}", text, visibility = "private", sender = new { id = $"c-{post}-{at}" } });
        var body = JsonSerializer.SerializeToUtf8Bytes(messages);
        var (id, now) = ($"post-{post}", DateTimeOffset.UtcNow);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{channel.Id}") { Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } } };
        request.Headers.Add(StandardWebhooks.IdHeader, id);
        request.Headers.Add(StandardWebhooks.TimestampHeader, StandardWebhooks.TimestampOf(now));
        request.Headers.Add(StandardWebhooks.SignatureHeader, StandardWebhooks.Sign([new ChannelSecret("s", channel.Secret, now)], id, now, body));
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static async Task<JsonElement> CallAsync(HttpClient http, HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body), Headers = { Authorization = new AuthenticationHeaderValue("Bearer", ConversationsServer.AdminToken) } };
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode ? JsonDocument.Parse(text).RootElement : throw new InvalidOperationException($"{path} answered {(int)answer.StatusCode}: {Encoding.UTF8.GetByteCount(text)} bytes, {text}");
    }
}
