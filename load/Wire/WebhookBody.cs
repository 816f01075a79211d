using System.Globalization;
using System.Text;
using Conversations.Load.Plan;

namespace Conversations.Load.Wire;

/// <summary>Spells a post as the generic webhook wants it, byte for byte the same at every retry.</summary>
public static class WebhookBody
{
    /// <param name="post">The post.</param>
    /// <param name="suffix">Put behind every text: a repeat with other words.</param>
    public static byte[] Of(Post post, string suffix)
    {
        var body = new StringBuilder();
        if (post.IsArray)
        {
            body.Append('[').AppendJoin(',', post.Items.Select(item => Spell(item, suffix))).Append(']');
        }
        else
        {
            body.Append(Spell(post.Items[0], suffix));
        }

        return Encoding.UTF8.GetBytes(body.ToString());
    }

    private static string Spell(Item item, string suffix)
    {
        var members = new List<string> { $"\"id\":{JsonText.Quote(item.Id)}" };
        if (item.Thread is not null)
        {
            members.Add($"\"thread\":{JsonText.Quote(item.Thread)}");
        }

        if (item.Visibility is not null)
        {
            members.Add($"\"visibility\":\"{item.Visibility}\"");
        }

        if (item.SentAt is not null)
        {
            members.Add($"\"sentAt\":{JsonText.Quote(item.SentAt)}");
        }

        if (item.HasMedia)
        {
            members.Add("\"media\":[{\"url\":\"https://pictures.example/1.png\",\"contentType\":\"image/png\"}]");
        }

        if (item.Text.Length > 0 || !item.HasMedia)
        {
            members.Add($"\"text\":{JsonText.Quote(item.Text + suffix)}");
        }

        var sender = item.Sender.ToString(CultureInfo.InvariantCulture);
        members.Add($"\"sender\":{{\"id\":\"load-u{sender}\",\"name\":\"Load customer {sender}\",\"handle\":\"@load{sender}\",\"followers\":{sender}}}");
        members.Add("\"language\":\"en\",\"somethingUnknown\":{\"deep\":[1,2,3]}");
        return $"{{{string.Join(',', members)}}}";
    }
}
