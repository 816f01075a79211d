using System.Collections.Immutable;
using Orleans;

namespace Conversations.Contracts.Ports;

/// <summary>The mouth of one network. Stateless; called outside every conversation.</summary>
public interface IChannelSender
{
    /// <summary>The channel kind it speaks for: "webhook".</summary>
    string Kind { get; }

    /// <summary>True when the network drops a second send with the same reply id, so that an unclear outcome may simply be sent again.</summary>
    bool TakesIdempotencyKeys { get; }

    /// <summary>Sends one reply and says what is known of it. Throws only for defects; every trouble of the network is an outcome.</summary>
    ValueTask<SendOutcome> SendAsync(ChannelSettings channel, OutgoingReply reply, CancellationToken cancellationToken);
}

/// <summary>What is known after a send.</summary>
public abstract record SendOutcome
{
    /// <summary>The network has it.</summary>
    public sealed record Sent(string? ProviderId) : SendOutcome;

    /// <summary>The network said no, for good.</summary>
    public sealed record Refused(string Reason) : SendOutcome;

    /// <summary>Surely not sent; try again, not before <paramref name="After"/> where the network named a time.</summary>
    public sealed record NotSent(string Reason, TimeSpan? After) : SendOutcome;

    /// <summary>Bytes were written and no clear answer came: it may have arrived.</summary>
    public sealed record Unclear(string Reason) : SendOutcome;
}

/// <summary>A reply as a network's sender needs it; the payload of an outbox row, JSON, erasable.</summary>
public sealed record OutgoingReply
{
    public required Guid ReplyId { get; init; }
    public required string Thread { get; init; }
    public required string ConversationId { get; init; }

    /// <summary>public or private.</summary>
    public required string Visibility { get; init; }
    public required string Text { get; init; }

    /// <summary>External id of the customer's last message the author had seen.</summary>
    public string? ReplyTo { get; init; }
    public required string AuthorName { get; init; }

    /// <summary>Files that go along; null when there are none.</summary>
    public ImmutableArray<OutgoingMedia>? Media { get; init; }

    /// <summary>Not a reply but a gesture to be fulfilled: then only this is sent, with the id.</summary>
    public OutgoingGesture? Gesture { get; init; }
}

/// <summary>A granted gesture as the fulfilment endpoint gets it.</summary>
/// <param name="Amount">Minor units of <paramref name="Currency"/>.</param>
public sealed record OutgoingGesture(
    string Kind, long Amount, string Currency, string Reason, string CustomerId, string ChannelId, string EmployeeId, string? CoSignerId, int PolicyVersion, DateTimeOffset At);

/// <param name="Url">Absolute.</param>
public sealed record OutgoingMedia(string Url, string ContentType, string Name, long Size);

/// <summary>A configured account on a network, with its secrets; never leaves the servers.</summary>
[GenerateSerializer, Immutable, Alias("conv.ChannelSettings")]
public sealed record ChannelSettings
{
    [Id(0)] public required ChannelId Id { get; init; }

    /// <summary>webhook or chat.</summary>
    [Id(1)] public required string Kind { get; init; }
    [Id(2)] public required string Name { get; init; }
    [Id(3)] public required QueueId Queue { get; init; }
    [Id(4)] public string? ReplyUrl { get; init; }
    [Id(5)] public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>Newest first; all of them are good for messages in, and replies out carry a signature by each. 1 … <see cref="Limits.WebhookSecretsMax"/>.</summary>
    [Id(6)] public ImmutableArray<ChannelSecret> Secrets { get; init; } = [];

    /// <summary>Sends at once; 1–256.</summary>
    [Id(7)] public int SendsInFlightMax { get; init; } = 16;

    /// <summary>Sends a second, smoothed; 0 = no limit.</summary>
    [Id(8)] public double SendsPerSecond { get; init; }
    [Id(9)] public bool Disabled { get; init; }
}

/// <param name="Value">whsec_ and base64 of 24–64 bytes.</param>
[GenerateSerializer, Immutable, Alias("conv.ChannelSecret")]
public sealed record ChannelSecret([property: Id(0)] string Id, [property: Id(1)] string Value, [property: Id(2)] DateTimeOffset CreatedAt);
