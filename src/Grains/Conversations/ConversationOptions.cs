using System.ComponentModel.DataAnnotations;

namespace Conversations.Grains.Conversations;

/// <summary>Settings of every conversation; section "Conversations".</summary>
public sealed class ConversationOptions
{
    public const string Section = "Conversations";

    /// <summary>How long an owner may be silent while the customer waits before the conversation is given back. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "7.00:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long before the lease ends its owner is told; at most a quarter of the lease. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:02:00")]
    public TimeSpan LeaseWarning { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long after the loss of a person's last line what waits for her is given back. Default 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long what a person refused, let pass or gave back is not offered to her again, even if nobody else is there. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan OfferRest { get; set; } = TimeSpan.FromMinutes(10);
    /// <summary>How long a claim on the open floor holds without anything done. Default 10 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan FloorLease { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>How long after an answer from the open floor it counts for its author, unless it was taken up again by then. Default 24 hours.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan FloorOutcomeAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long after resolving a silent conversation is closed. Default 7 days.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "366.00:00:00")]
    public TimeSpan CloseAfter { get; set; } = TimeSpan.FromDays(7);
}
