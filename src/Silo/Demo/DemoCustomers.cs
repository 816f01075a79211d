using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Threading.Channels;
using Conversations.Channels.Webhook;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Microsoft.Extensions.Logging;

namespace Conversations.Silo.Demo;

/// <summary>
/// People who write at a human pace through the real signed webhook, and answer when they were answered. They stop beginning anew when
/// many wait already, and a thread's answers come to an end, so that a demo left alone over night stays as it was.
/// </summary>
internal sealed partial class DemoCustomers(HttpClient http, TimeProvider time, Random random, ILogger logger)
{
    private const int NewThreadsMax = 40;
    private const int AnswersWaitingMax = 100;
    private static readonly TimeSpan FirstArrival = TimeSpan.FromSeconds(20);

    private readonly Channel<DemoReply> answered = Channel.CreateBounded<DemoReply>(AnswersWaitingMax);

    private readonly ConcurrentDictionary<string, int> answersByThread = new();

    /// <summary>A reply reached her; she will read it and write back.</summary>
    public void Answered(DemoReply reply) => answered.Writer.TryWrite(reply);

    /// <summary>Writes back within ten seconds of an answer, one after the other.</summary>
    public async Task WriteBackAsync(CancellationToken cancellationToken)
    {
        await foreach (var reply in answered.Reader.ReadAllAsync(cancellationToken))
        {
            await PauseAsync(0.5, 1, cancellationToken);
            await TellAsync(reply, "delivered", cancellationToken);
            await PauseAsync(2, 3, cancellationToken);
            await TellAsync(reply, "read", cancellationToken);
            await PauseAsync(1, 2, cancellationToken);
            var said = answersByThread.AddOrUpdate(reply.Thread, 0, (_, before) => before + 1);
            var lines = reply.Thread == DemoScripts.HeroThread ? DemoLines.Hero : DemoLines.Thanks;
            if (said < lines.Length)
            {
                await WriteAsync(reply.Channel, reply.Thread, CustomerOf(reply.Thread), reply.Visibility, lines[said], cancellationToken);
            }
        }
    }

    /// <summary>New customers, one every half minute or so.</summary>
    public async Task ArriveAsync(Func<ChannelId, ChannelSettings> channels, CancellationToken cancellationToken)
    {
        await Task.Delay(FirstArrival, time, cancellationToken);
        for (var number = 0; number < NewThreadsMax; number++)
        {
            var arrival = DemoLines.Arrivals[number % DemoLines.Arrivals.Length];
            var channel = DemoCompany.Channels[number % DemoCompany.Channels.Length];
            await ArriveAsync(channels(channel.Id), channel.Visibility, arrival, (number / DemoLines.Arrivals.Length) + 1, cancellationToken);
            await PauseAsync(20, 25, cancellationToken);
        }
    }

    /// <summary>Somebody opens a chat, and waits for an answer at once.</summary>
    public Task ChatAsync(ChannelSettings chat, CancellationToken cancellationToken) => ArriveAsync(chat, Audiences.Private, DemoLines.Chat, 0, cancellationToken);

    /// <summary>Somebody known writes once more, in public.</summary>
    public Task WriteAgainAsync(ChannelSettings channel, string thread, string text, CancellationToken cancellationToken) =>
        WriteAsync(channel, thread, CustomerOf(thread), Audiences.Public, text, cancellationToken);

    private Task ArriveAsync(ChannelSettings channel, string visibility, DemoArrival arrival, int round, CancellationToken cancellationToken)
    {
        var handle = $"{arrival.Handle}{round}-{time.GetUtcNow().ToUnixTimeSeconds()}";
        var customer = new CustomerView { Id = handle, Name = arrival.Name, Handle = "@" + arrival.Handle };
        return WriteAsync(channel, "demo-live-" + handle, customer, visibility, arrival.Text, cancellationToken);
    }

    private static CustomerView CustomerOf(string thread) =>
        DemoScripts.All.FirstOrDefault(script => script.Thread == thread)?.Customer
        ?? new CustomerView { Id = thread.Replace("demo-live-", "", StringComparison.Ordinal) };

    private async Task WriteAsync(
        ChannelSettings channel, string thread, CustomerView customer, string visibility, string text, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = $"{thread}-{now.ToUnixTimeMilliseconds()}";
        var body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            id,
            thread,
            visibility,
            text,
            sentAt = now.UtcDateTime,
            sender = new { id = customer.Id, name = customer.Name, handle = customer.Handle, followers = customer.Followers },
        });
        await PostAsync(channel, "hooks/" + channel.Id.Value, id, body, cancellationToken);
    }

    /// <summary>What a network tells of a reply: that it arrived, that it was read.</summary>
    private Task TellAsync(DemoReply reply, string status, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { replyId = reply.Id, status, at = time.GetUtcNow().UtcDateTime });
        return PostAsync(reply.Channel, $"hooks/{reply.Channel.Id.Value}/status", $"{reply.Id}-{status}", body, cancellationToken);
    }

    private Task PauseAsync(double seconds, double more, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(seconds + (more * random.NextDouble())), time, cancellationToken);

    private async Task PostAsync(ChannelSettings channel, string path, string id, byte[] body, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation(StandardWebhooks.IdHeader, id);
        request.Headers.TryAddWithoutValidation(StandardWebhooks.TimestampHeader, StandardWebhooks.TimestampOf(now));
        request.Headers.TryAddWithoutValidation(StandardWebhooks.SignatureHeader, StandardWebhooks.Sign(channel.Secrets, id, now, body));
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (!response.IsSuccessStatusCode)
            {
                LogNotTaken((int)response.StatusCode, channel.Id);
            }
        }
        catch (HttpRequestException exception)
        {
            LogNotReached(exception, channel.Id);
        }
    }

    [LoggerMessage(9001, LogLevel.Warning, "A demo customer's message on {Channel} was answered with {Status}.")]
    private partial void LogNotTaken(int status, ChannelId channel);

    [LoggerMessage(9002, LogLevel.Warning, "A demo customer could not reach {Channel}.")]
    private partial void LogNotReached(Exception exception, ChannelId channel);
}
