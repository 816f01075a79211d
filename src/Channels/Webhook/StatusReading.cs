namespace Conversations.Channels.Webhook;

/// <summary>What a POST to a channel's status webhook turned out to be.</summary>
public abstract record StatusReading
{
    private StatusReading()
    {
    }

    /// <summary>401.</summary>
    public sealed record Unsigned(SignatureCheck Check) : StatusReading;

    /// <summary>400 malformed: no status could be read from it. Reason is a stable slug.</summary>
    public sealed record Malformed(string Reason) : StatusReading;

    /// <param name="Status">delivered, read or failed.</param>
    /// <param name="At">The network's own time; null when absent, unreadable or absurd.</param>
    public sealed record Update(Guid ReplyId, string Status, DateTimeOffset? At) : StatusReading;
}
