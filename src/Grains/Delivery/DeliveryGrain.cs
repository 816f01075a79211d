using System.Collections.Frozen;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Delivery;
using Conversations.Contracts.Gestures;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;
using Conversations.Grains.Conversations;
using Conversations.Grains.Gestures;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;

namespace Conversations.Grains.Delivery;

/// <summary>
/// Claims what is due of one channel, keeps a bounded number of sends in flight, and tells each conversation how its reply ended. Which row
/// may go, and in what order, is the store's to say (<see cref="IOutbox.ClaimAsync"/>): two activations cannot both send one. One loop
/// claims; sends run beside it and touch only the count of those in flight. Everything here may be lost: rows in sending are found again.
/// </summary>
public sealed partial class DeliveryGrain(
    IOutbox outbox,
    IEnumerable<IChannelSender> senders,
    TimeProvider time,
    IRandomness randomness,
    IOptions<DeliveryOptions> options,
    IOptions<GestureOptions> gestures,
    ILogger<DeliveryGrain> logger) : Grain, IDeliveryGrain
{
    /// <summary>A row in sending for longer than this has lost its sender; longer than any send may take.</summary>
    public static readonly TimeSpan SendingLease = TimeSpan.FromSeconds(60);

    private const int StaleMax = 100;
    private const int ReportTriesMax = 3;
    private static readonly TimeSpan Never = Timeout.InfiniteTimeSpan;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    private readonly FrozenDictionary<string, IChannelSender> senders = senders.ToFrozenDictionary(sender => sender.Kind);
    private IGrainTimer? timer;
    private Pace pace;
    private int inFlight;
    private DateTimeOffset wakeAt;
    private bool isRunning;
    private bool isWanted;

    /// <summary>An outage is told once, not every second.</summary>
    private bool isStumbling;
    private bool hasEnded;

    private ChannelId Channel => new(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        pace = Pace.Full(time.GetUtcNow());
        timer = this.RegisterGrainTimer(Poke, new GrainTimerCreationOptions { DueTime = Never, Period = Never, Interleave = true });
        return Task.CompletedTask;
    }

    /// <summary>Sends in flight end and are told of; what is to be sent next is another activation's.</summary>
    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        hasEnded = true;
        return Task.CompletedTask;
    }

    public Task Poke()
    {
        isWanted = !hasEnded;
        if (isWanted && !isRunning)
        {
            isRunning = true;
            _ = RunAsync();
        }

        return Task.CompletedTask;
    }

    private async Task RunAsync()
    {
        while (isWanted)
        {
            isWanted = false;
            try
            {
                await StartSendsAsync();
                isStumbling = false;
            }
#pragma warning disable CA1031 // The loop's edge: what was claimed is found again, and the sweep comes by.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                if (!isStumbling)
                {
                    LogLoopFailed(exception, Channel);
                }

                isStumbling = true;
                WakeAt(time.GetUtcNow() + RetryAfter);
            }
        }

        isRunning = false;
    }

    private async Task StartSendsAsync()
    {
        if (await ChannelAsync() is not { Disabled: false } channel
            || !senders.TryGetValue(channel.Kind, out var sender))
        {
            return;
        }

        var now = time.GetUtcNow();
        foreach (var row in await outbox.ReadStaleAsync(Channel, now - SendingLease, StaleMax, CancellationToken.None))
        {
            LogSenderLost(row.ReplyId, row.Attempt);
            await SettleAsync(row, DeliveryDecisions.AfterDeath(row, sender.TakesIdempotencyKeys, time.GetUtcNow(), randomness.NextDouble(), options.Value));
        }

        var free = Math.Max(0, channel.SendsInFlightMax - inFlight);
        var step = pace.Take(hasEnded ? 0 : free, channel.SendsPerSecond, now);
        var rows = step.Allowed == 0 ? [] : await outbox.ClaimAsync(Channel, step.Allowed, now, CancellationToken.None);
        pace = rows.Length == step.Allowed ? step.Next : pace.Take(rows.Length, channel.SendsPerSecond, now).Next;
        foreach (var row in rows)
        {
            inFlight++;
            _ = SendAsync(channel, sender, row);
        }

        // A send that ends makes room and pokes; else it is the pace, or the next row's time, that is waited for.
        if (step.NextAt is { } paced)
        {
            WakeAt(paced);
        }
        else if (rows.Length < step.Allowed)
        {
            await WaitForNextAsync();
        }
    }

    private Task<ChannelSettings?> ChannelAsync() => Channel == Fulfilment.Channel
        ? Task.FromResult(FulfilmentChannel.Of(gestures.Value))
        : GrainFactory.GetGrain<IChannelGrain>(Channel.Value).Get();

    /// <summary>A row whose time has come and that could not be claimed stands behind another: the end of that one pokes, and so does the sweep.</summary>
    private async Task WaitForNextAsync()
    {
        if (await outbox.ReadNextDueAsync(Channel, CancellationToken.None) is { } next && next > time.GetUtcNow())
        {
            WakeAt(next);
        }
    }

    private async Task SendAsync(ChannelSettings channel, IChannelSender sender, OutboxRow row)
    {
        try
        {
            var outcome = await sender.SendAsync(channel, OutgoingCodec.Read(row.Payload), CancellationToken.None);
            await SettleAsync(
                row, DeliveryDecisions.AfterSend(outcome, row, sender.TakesIdempotencyKeys, time.GetUtcNow(), randomness.NextDouble(), options.Value));
        }
#pragma warning disable CA1031 // The edge of one send: the row stays in sending and is found again when its lease is over.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogSendFailed(exception, row.ReplyId, row.Attempt);
        }
        finally
        {
            inFlight--;
            await Poke();
        }
    }

    private async Task SettleAsync(OutboxRow row, DeliveryStep step)
    {
        switch (step)
        {
            case DeliveryStep.Defer defer:
                await outbox.DeferAsync(row, defer.NotBefore, defer.Reason, CancellationToken.None);
                WakeAt(defer.NotBefore);
                break;
            case DeliveryStep.Finish finish:
                await ReportAsync(row, finish);
                break;
        }
    }

    private async Task ReportAsync(OutboxRow row, DeliveryStep.Finish finish)
    {
        var report = new DeliveryReport
        {
            ReplyId = row.ReplyId,
            Status = finish.State,
            Attempt = row.Attempt,
            ProviderId = finish.ProviderId,
            Reason = finish.Reason,
            SendOf = row.CreatedAt,
        };
        for (var tries = 1; ; tries++)
        {
            try
            {
                await (GestureStreams.IsGesture(row.Stream)
                    ? GrainFactory.GetGrain<IGestureGrain>(row.Stream).RecordDelivery(report)
                    : GrainFactory.GetGrain<IConversationGrain>(row.Stream).RecordDelivery(report));
                return;
            }
            catch (Exception exception) when (tries < ReportTriesMax && exception is StoreUnavailableException or StoreOverloadedException or TimeoutException)
            {
                LogReportRepeated(row.ReplyId, tries);
                await Task.Delay(RetryAfter, time);
            }
        }
    }

    /// <summary>The earliest of all times asked for wins.</summary>
    private void WakeAt(DateTimeOffset at)
    {
        var now = time.GetUtcNow();
        if (!hasEnded && (wakeAt <= now || at < wakeAt))
        {
            wakeAt = at;
            timer?.Change(at > now ? at - now : TimeSpan.Zero, Never);
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "Delivery of channel {Channel} stumbled; it goes on.")]
    private partial void LogLoopFailed(Exception exception, ChannelId channel);

    [LoggerMessage(2002, LogLevel.Warning, "Reply {ReplyId}, attempt {Attempt}: the send could not be recorded; it is found again.")]
    private partial void LogSendFailed(Exception exception, Guid replyId, int attempt);

    [LoggerMessage(2003, LogLevel.Warning, "Reply {ReplyId}, attempt {Attempt}: its sender was lost.")]
    private partial void LogSenderLost(Guid replyId, int attempt);

    [LoggerMessage(2004, LogLevel.Information, "Reply {ReplyId}: telling its conversation again after try {Tries}.")]
    private partial void LogReportRepeated(Guid replyId, int tries);
}
