namespace Conversations.Channels.Webhook;

/// <summary>The three headers of Standard Webhooks as they came; null = the header was not there.</summary>
/// <param name="Id">webhook-id.</param>
/// <param name="Timestamp">webhook-timestamp.</param>
/// <param name="Signatures">webhook-signature.</param>
public readonly record struct WebhookSignature(string? Id, string? Timestamp, string? Signatures);

/// <summary>What the check of a signature found. Everything but <see cref="Valid"/> is refused with 401.</summary>
public enum SignatureCheck
{
    /// <summary>A header is missing, empty or too long.</summary>
    Missing,

    /// <summary>The timestamp is no number, or more than five minutes away from now.</summary>
    OutOfTime,

    /// <summary>No signature fits any secret of the channel, or the channel has none.</summary>
    NoMatch,
    Valid,
}
