using System.Globalization;
using System.Text;
using Conversations.Channels.Webhook;
using Conversations.Contracts;

namespace Conversations.Channels.Tests.Webhook;

/// <summary>Random bodies by a printed seed; CHANNELS_FUZZ_SEED repeats one.</summary>
public sealed class WebhookReceiverFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Names =
        ["id", "thread", "visibility", "text", "sentAt", "sender", "media", "language", "url", "replyTo", "name", "handle", "followers", "contentType", "x"];

    private static readonly string[] Words =
        ["", "m-1", "public", "private", "2026-11-22T10:00:00Z", "https://example.org/", "\\u0000", "\\ud83d", "\\ude00", "\\ud83d\\ude00", "ä", "\U0001F600", "a\\\"b"];

    [Fact]
    public void No_bytes_make_it_throw()
    {
        var random = Seeded();
        var bodies = HostileCase.All().Select(c => c.Body).Where(b => b.Length < 5_000).ToArray();
        for (var run = 0; run < 20_000; run++)
        {
            var body = random.Next(10) == 0 ? RandomBytes(random) : Mutated(random, bodies[random.Next(bodies.Length)]);
            try
            {
                var reading = WebhookReceiver.Parse(body, HostileCase.Now);
                Assert.True(reading is WebhookReading.Malformed or WebhookReading.Read);
                Assert.True(StatusReceiver.Parse(body, HostileCase.Now) is StatusReading.Malformed or StatusReading.Update);
            }
            catch (Exception thrown)
            {
                Assert.Fail($"Run {run}, body {Convert.ToBase64String(body)}: {thrown}");
            }
        }
    }

    [Fact]
    public void Every_item_of_a_well_formed_array_is_a_message_or_quarantined_as_it_came()
    {
        var random = Seeded();
        var messages = 0;
        for (var run = 0; run < 3_000; run++)
        {
            var sent = Enumerable.Range(0, random.Next(20)).Select(_ => RandomItem(random)).ToArray();
            var body = Encoding.UTF8.GetBytes("[" + string.Join(random.Next(2) == 0 ? "," : " ,\n", sent) + "]");

            var items = Assert.IsType<WebhookReading.Read>(WebhookReceiver.Parse(body, HostileCase.Now)).Items;

            Assert.Equal(sent.Length, items.Length);
            foreach (var (raw, item) in sent.Zip(items))
            {
                messages += item is WebhookItem.Message ? 1 : 0;
                CheckItem(raw, item);
            }
        }

        Assert.InRange(messages, 1_000, int.MaxValue);
    }

    private static void CheckItem(string raw, WebhookItem item)
    {
        if (item is WebhookItem.Quarantined quarantined)
        {
            Assert.Equal(raw, Encoding.UTF8.GetString(quarantined.Raw));
            Assert.NotEmpty(quarantined.Reason);
            return;
        }

        var message = Assert.IsType<WebhookItem.Message>(item).Value;
        Assert.InRange(message.ExternalId.EnumerateRunes().Count(), 1, Limits.IdCharsMax);
        Assert.InRange(message.Thread.EnumerateRunes().Count(), 1, Limits.IdCharsMax);
        Assert.InRange(message.Sender.Id.EnumerateRunes().Count(), 1, Limits.IdCharsMax);
        Assert.True(Audiences.IsKnown(message.Visibility));
        string?[] texts = [message.ExternalId, message.Thread, message.Text, message.Language, message.ReplyTo, message.Sender.Name, message.Sender.Handle];
        Assert.All(texts, text => Assert.True(text is null || IsClean(text), text));
    }

    private static bool IsClean(string text) => !text.Contains('\0') && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text;

    private static string RandomItem(Random random)
    {
        if (random.Next(3) > 0)
        {
            return RandomValue(random, 0);
        }

        return $$"""{"id":"{{RandomWord(random)}}x","thread":"{{RandomWord(random)}}y","text":"{{RandomWord(random)}}","sender":{"id":"{{RandomWord(random)}}z"},"x":{{RandomValue(random, 1)}}}""";
    }

    private static string RandomValue(Random random, int depth) => random.Next(depth > 4 ? 5 : 9) switch
    {
        0 => "null",
        1 => "true",
        2 => random.NextInt64(-5, 500).ToString(CultureInfo.InvariantCulture),
        3 => "1e400",
        4 => $"\"{RandomWord(random)}\"",
        5 => "[" + string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => RandomValue(random, depth + 1))) + "]",
        _ => "{" + string.Join(',', Enumerable.Range(0, random.Next(12)).Select(_ => $"\"{Names[random.Next(Names.Length)]}\":{RandomValue(random, depth + 1)}")) + "}",
    };

    private static string RandomWord(Random random) => string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => Words[random.Next(Words.Length)]));

    private static byte[] RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(200)];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Mutated(Random random, byte[] body)
    {
        var bytes = body.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, (byte)"{}[]\"\\,:u0\0"[random.Next(11)]); break;
                default: bytes.RemoveRange(at, Math.Min(random.Next(20), bytes.Count - at)); break;
            }
        }

        return [.. bytes];
    }

    private Random Seeded()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("CHANNELS_FUZZ_SEED"), out var given) ? given : Random.Shared.Next();
        output.WriteLine($"CHANNELS_FUZZ_SEED={seed}");
        return new Random(seed);
    }
}
