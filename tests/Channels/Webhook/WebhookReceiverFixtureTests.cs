using System.Text;
using System.Text.Json;
using Conversations.Channels.Webhook;
using Conversations.Contracts;

namespace Conversations.Channels.Tests.Webhook;

public sealed class WebhookReceiverFixtureTests
{
    public static TheoryData<string> Names() => [.. HostileCase.All().Select(c => c.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_fixture_is_read_as_it_says(string name)
    {
        var hostile = HostileCase.All().Single(c => c.ToString() == name);

        var reading = WebhookReceiver.Parse(hostile.Body, HostileCase.Now);

        if (hostile.Malformed is not null)
        {
            Assert.Equal(new WebhookReading.Malformed(hostile.Malformed), reading);
            return;
        }

        var items = Assert.IsType<WebhookReading.Read>(reading).Items;
        Assert.Equal(hostile.Count ?? hostile.Items.Count, items.Length);
        foreach (var (expected, item) in hostile.Items.Zip(items))
        {
            Check(expected, item);
        }
    }

    [Fact]
    public void There_are_fixtures_of_every_kind() =>
        Assert.Equal(["bytes", "good", "malformed", "shapes", "strings", "times"], HostileCase.All().Select(c => c.File).Distinct());

    private static void Check(JsonElement expected, WebhookItem item)
    {
        if (expected.GetProperty("kind").GetString() == "quarantined")
        {
            var quarantined = Assert.IsType<WebhookItem.Quarantined>(item);
            Assert.Equal((expected.GetProperty("id").GetString(), expected.GetProperty("reason").GetString()), (quarantined.Id, quarantined.Reason));
            if (expected.TryGetProperty("raw", out var raw))
            {
                Assert.Equal(raw.GetString(), Encoding.UTF8.GetString(quarantined.Raw));
            }

            return;
        }

        var message = Assert.IsType<WebhookItem.Message>(item).Value;
        foreach (var member in expected.EnumerateObject().Where(m => m.Name != "kind"))
        {
            Assert.Equal((member.Name, Value(member.Value)), (member.Name, Actual(message, member.Name)));
        }
    }

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Number => value.GetInt64(),
        _ => value.GetString(),
    };

    private static object? Actual(InboundMessage message, string member) => member switch
    {
        "id" => message.ExternalId,
        "thread" => message.Thread,
        "visibility" => message.Visibility,
        "text" => message.Text,
        "textLength" => (long)message.Text.Length,
        "sentAt" => message.SentAt?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", System.Globalization.CultureInfo.InvariantCulture),
        "senderId" => message.Sender.Id,
        "name" => message.Sender.Name,
        "handle" => message.Sender.Handle,
        "followers" => message.Sender.Followers,
        "language" => message.Language,
        "url" => message.Url,
        "replyTo" => message.ReplyTo,
        "media" => (long)message.Media.Length,
        _ => throw new ArgumentOutOfRangeException(nameof(member), member, "The fixture checks an unknown member."),
    };
}
