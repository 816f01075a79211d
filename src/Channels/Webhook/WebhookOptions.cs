using System.ComponentModel.DataAnnotations;

namespace Conversations.Channels.Webhook;

/// <summary>Section "Channels" of the configuration.</summary>
public sealed class WebhookOptions
{
    public const string Section = "Channels";

    /// <summary>Whether replies may go to http, to other ports and to private addresses: for trials on one machine. Default false.</summary>
    public bool AllowPrivateReplyUrls { get; set; }

    /// <summary>How long one send may take, connecting and reading the answer included. 1–60 s, default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a connect with its TLS handshake may take. 1–60 s, default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections held to one reply endpoint. 1–1,000, default 256.</summary>
    [Range(1, 1_000)]
    public int ConnectionsPerEndpointMax { get; set; } = 256;
}
