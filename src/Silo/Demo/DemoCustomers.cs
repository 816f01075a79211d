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

    private readonly Channel<(ChannelSettings Channel, string Thread, string Visibility)> answered =
        Channel.CreateBounded<(ChannelSettings, string, string)>(AnswersWaitingMax);

    private readonly ConcurrentDictionary<string, int> answersByThread = new();

    /// <summary>A reply reached her; she will read it and write back.</summary>
    public void Answered(ChannelSettings channel, string thread, string visibility) => answered.Writer.TryWrite((channel, thread, visibility));

    /// <summary>Writes back within ten seconds of an answer, one after the other.</summary>
    public async Task WriteBackAsync(CancellationToken cancellationToken)
    {
        await foreach (var (channel, thread, visibility) in answered.Reader.ReadAllAsync(cancellationToken))
        {
            await Task.Delay(TimeSpan.FromSeconds(3 + (3 * random.NextDouble())), time, cancellationToken);
            var said = answersByThread.AddOrUpdate(thread, 0, (_, before) => before + 1);
            var lines = thread == DemoScripts.HeroThread ? DemoLines.Hero : DemoLines.Thanks;
            if (said < lines.Length)
            {
                await WriteAsync(channel, thread, CustomerOf(thread), visibility, lines[said], cancellationToken);
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
            var handle = $"{arrival.Handle}{(number / DemoLines.Arrivals.Length) + 1}-{time.GetUtcNow().ToUnixTimeSeconds()}";
            var customer = new CustomerView { Id = handle, Name = arrival.Name, Handle = "@" + arrival.Handle };
            await WriteAsync(channels(channel.Id), "demo-live-" + handle, customer, channel.Visibility, arrival.Text, cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(20 + (25 * random.NextDouble())), time, cancellationToken);
        }
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
        using var request = new HttpRequestMessage(HttpMethod.Post, "hooks/" + channel.Id.Value) { Content = new ByteArrayContent(body) };
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
