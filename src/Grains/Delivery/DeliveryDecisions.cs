using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Delivery;

/// <summary>
/// What follows from a try to send a reply; pure. A reply that may have arrived is tried again only where the network drops the second copy, and is
/// called failed only when no try of it can have arrived: otherwise it ends as unknown, for nobody guesses. A network's no to the second copy is no
/// word about the first: the endpoint may have taken that one and refuse this one because it has it, or because its secret has changed since.
/// </summary>
public static class DeliveryDecisions
{
    /// <summary>The process that was sending is gone; nobody knows how far it came.</summary>
    public const string SenderDied = "sender-died";

    /// <summary>Stands before the reason of a row of which some earlier try may have arrived.</summary>
    private const string MayHaveArrived = "unclear:";

    /// <param name="row">As it was claimed: attempt counts the try just made, reason is that of the last deferral.</param>
    /// <param name="takesIdempotencyKeys">Of the channel's sender.</param>
    /// <param name="jitter">Random, 0 ≤ jitter &lt; 1.</param>
    public static DeliveryStep AfterSend(
        SendOutcome outcome, OutboxRow row, bool takesIdempotencyKeys, DateTimeOffset now, double jitter, DeliveryOptions options)
    {
        var mayHaveArrivedBefore = row.Reason?.StartsWith(MayHaveArrived, StringComparison.Ordinal) ?? false;
        return outcome switch
        {
            SendOutcome.Sent sent => new DeliveryStep.Finish(DeliveryStates.Sent, sent.ProviderId, Reason: null),
            SendOutcome.Refused refused => new DeliveryStep.Finish(Ended(mayHaveArrivedBefore), ProviderId: null, refused.Reason),
            SendOutcome.Unclear unclear when !takesIdempotencyKeys => new DeliveryStep.Finish(DeliveryStates.Unknown, ProviderId: null, unclear.Reason),
            SendOutcome.Unclear unclear => Again(row, unclear.Reason, after: null, mayHaveArrived: true, now, jitter, options),
            SendOutcome.NotSent notSent => Again(row, notSent.Reason, notSent.After, mayHaveArrivedBefore, now, jitter, options),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, null),
        };
    }

    /// <summary>For a row that was left in sending by a process that died.</summary>
    public static DeliveryStep AfterDeath(OutboxRow row, bool takesIdempotencyKeys, DateTimeOffset now, double jitter, DeliveryOptions options) =>
        AfterSend(new SendOutcome.Unclear(SenderDied), row, takesIdempotencyKeys, now, jitter, options);

    /// <summary>
    /// How long to wait after the given try: full jitter over a time that doubles with each try. What the network asked for comes before it, so that
    /// all who were told the same time do not come back at once.
    /// </summary>
    public static TimeSpan RetryDelay(int attempt, TimeSpan? after, double jitter, DeliveryOptions options)
    {
        if (jitter is not (>= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(jitter), jitter, "Jitter is a share of the delay.");
        }

        const int doublingsMax = 30;
        var doublings = Math.Clamp(attempt - 1, 0, doublingsMax);
        var spread = Math.Min(options.RetryDelayMax.TotalSeconds, options.RetryDelayMin.TotalSeconds * (1L << doublings));
        return (after ?? TimeSpan.Zero) + TimeSpan.FromSeconds(spread * jitter);
    }

    private static DeliveryStep Again(
        OutboxRow row, string reason, TimeSpan? after, bool mayHaveArrived, DateTimeOffset now, double jitter, DeliveryOptions options)
    {
        var notBefore = now + RetryDelay(row.Attempt, after, jitter, options);
        if (row.Attempt >= options.AttemptsMax || notBefore - row.CreatedAt > options.AgeMax)
        {
            return new DeliveryStep.Finish(Ended(mayHaveArrived), ProviderId: null, reason);
        }

        return new DeliveryStep.Defer(notBefore, mayHaveArrived ? MayHaveArrived + reason : reason);
    }

    private static string Ended(bool mayHaveArrived) => mayHaveArrived ? DeliveryStates.Unknown : DeliveryStates.Failed;
}
