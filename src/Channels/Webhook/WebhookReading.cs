using System.Collections.Immutable;
using Conversations.Contracts;

namespace Conversations.Channels.Webhook;

/// <summary>What a POST to a channel's webhook turned out to be.</summary>
public abstract record WebhookReading
{
    private WebhookReading()
    {
    }

    /// <summary>401: not shown to come from the owner of the channel's secret. Nothing of the body was looked at.</summary>
    public sealed record Unsigned(SignatureCheck Check) : WebhookReading;

    /// <summary>400 malformed: not JSON, nested too deeply, too many items, or neither object nor array. Reason is a stable slug.</summary>
    public sealed record Malformed(string Reason) : WebhookReading;

    /// <summary>The items in the order they came, at most <see cref="Limits.WebhookItemsMax"/>; a single message is one item.</summary>
    public sealed record Read(ImmutableArray<WebhookItem> Items) : WebhookReading;
}

/// <summary>One item of a webhook body.</summary>
public abstract record WebhookItem
{
    private WebhookItem()
    {
    }

    public sealed record Message(InboundMessage Value) : WebhookItem;

    /// <summary>Wrong types or missing parts. Kept for an admin, and answered with the reason.</summary>
    /// <param name="Id">The item's id where that much could be read.</param>
    /// <param name="Reason">One of <see cref="QuarantineReasons"/>.</param>
    /// <param name="Raw">The item as it came, byte by byte.</param>
    public sealed record Quarantined(string? Id, string Reason, byte[] Raw) : WebhookItem;
}
