using System.Diagnostics;
using System.Globalization;
using System.Text;
using Conversations.Channels.Webhook;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Bench;

/// <summary>
/// What reading a webhook costs per message: checking the signature and parsing, alone and in a batch, plain and hostile. Median of interleaved rounds
/// with the fastest and the slowest, in µs; allocated bytes beside it.
/// </summary>
internal static class WebhookParse
{
    private const int Rounds = 9;
    private const int BatchItems = 100;
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(150);
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly ChannelSettings Channel = new()
    {
        Id = new ChannelId("c-1"),
        Kind = "webhook",
        Name = "bench",
        Queue = new QueueId("q-1"),
        Secrets = [new ChannelSecret("s-1", "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", Now)],
    };

    public static int Run(TextWriter output)
    {
        var cases = Cases();
        foreach (var one in cases)
        {
            Measure(one); // warms up
        }

        var figures = cases.ToDictionary(one => one.Name, _ => new List<Figure>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var one in round % 2 == 0 ? cases : cases.AsEnumerable().Reverse())
            {
                figures[one.Name].Add(Measure(one));
            }
        }

        foreach (var (name, measured) in figures)
        {
            var sorted = measured.OrderBy(f => f.MicrosecondsPerMessage).ToArray();
            var median = sorted[sorted.Length / 2];
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-44} {median.MicrosecondsPerMessage,7:0.00} µs ({sorted[0].MicrosecondsPerMessage:0.00}–{sorted[^1].MicrosecondsPerMessage:0.00})  {median.BytesPerMessage,6:0} B"));
        }

        return 0;
    }

    private static Case[] Cases()
    {
        var plain = Encoding.UTF8.GetBytes(Message("Where is my order? It should have been here on Monday, and nobody answers the phone."));
        var escaped = Encoding.UTF8.GetBytes(Message(string.Concat(Enumerable.Repeat("\\u00fc\\ud83d\\ude00 \\n", 20))));
        var hostile = Encoding.UTF8.GetBytes(Message(string.Concat(Enumerable.Repeat("a\\ud800\\u0000b", 20))));
        var batch = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat(Encoding.UTF8.GetString(plain), BatchItems)) + "]");
        var signature = Signed(plain);
        var batchSignature = Signed(batch);
        return
        [
            new("parse, one message", 1, () => WebhookReceiver.Parse(plain, Now)),
            new("parse, one message, escapes", 1, () => WebhookReceiver.Parse(escaped, Now)),
            new("parse, one message, lone surrogates and NUL", 1, () => WebhookReceiver.Parse(hostile, Now)),
            new($"parse, batch of {BatchItems}", BatchItems, () => WebhookReceiver.Parse(batch, Now)),
            new("verify and parse, one message", 1, () => WebhookReceiver.Receive(Channel, signature, plain, Now)),
            new($"verify and parse, batch of {BatchItems}", BatchItems, () => WebhookReceiver.Receive(Channel, batchSignature, batch, Now)),
        ];
    }

    private static Figure Measure(Case one)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        var runs = 0L;
        while (Stopwatch.GetElapsedTime(started) < RoundTime)
        {
            for (var i = 0; i < 10; i++)
            {
                _ = one.Body() is WebhookReading.Read ? 0 : throw new InvalidOperationException($"{one.Name}: not read.");
            }

            runs += 10;
        }

        var messages = runs * one.Messages;
        return new Figure(
            Stopwatch.GetElapsedTime(started).TotalMicroseconds / messages, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / messages);
    }

    private static WebhookSignature Signed(byte[] body) =>
        new("w-1", StandardWebhooks.TimestampOf(Now), StandardWebhooks.Sign(Channel.Secrets, "w-1", Now, body));

    private static string Message(string text) =>
        $$"""{"id":"m-4711","thread":"t-4711","visibility":"private","text":"{{text}}","sentAt":"2026-11-22T10:00:00Z","sender":{"id":"u-1","name":"Ana","handle":"@ana","followers":120},"language":"en","url":"https://example.org/p/4711","replyTo":"m-4710"}""";

    private sealed record Case(string Name, int Messages, Func<WebhookReading> Body);

    private sealed record Figure(double MicrosecondsPerMessage, double BytesPerMessage);
}
