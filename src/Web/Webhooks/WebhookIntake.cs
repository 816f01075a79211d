using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Channels.Webhook;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Web.Json;
using Orleans;

namespace Conversations.Web.Webhooks;

/// <summary>What became of one item, in the words of the answer.</summary>
/// <param name="Conversation">Null when quarantined.</param>
public readonly record struct ItemResult(string? Id, string? Conversation, long Seq, string Status, string? Reason)
{
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, Id);
        if (Conversation is not null)
        {
            writer.WriteString("conversationId"u8, Conversation);
            writer.WriteNumber("seq"u8, Seq);
        }

        writer.WriteString("status"u8, Status);
        writer.WriteStringIfAny("reason"u8, Reason);
        writer.WriteEndObject();
    }
}

/// <summary>
/// Takes the items of one signed body in: one call for each conversation, with its messages in their order; a few dozen conversations at
/// once. Completes only when all is committed; when something cannot be, it throws and the sender sends the whole again.
/// </summary>
public sealed class WebhookIntake(IGrainFactory grains, ConversationIds ids, IQuarantine quarantine, TimeProvider clock)
{
    private const int AtOnceMax = 64;
    private const string Accepted = "accepted";
    private const string Duplicate = "duplicate";
    public const string Quarantined = "quarantined";

    public async ValueTask<ItemResult[]> TakeAsync(KnownChannel channel, ImmutableArray<WebhookItem> items, CancellationToken cancellationToken)
    {
        var results = new ItemResult[items.Length];
        if (items is [WebhookItem.Message single])
        {
            await ReceiveAsync(channel, single.Value.Thread, [(0, single.Value)], results);
            return results;
        }

        var threads = Sort(items, out var unreadable);
        await QuarantineAsync(channel.Settings.Id, unreadable, results, cancellationToken);

        // Not cancelled when the sender hangs up: what it sent may be committed all the same, and half of it is no use.
        await Parallel.ForEachAsync(
            threads,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnceMax },
            (thread, _) => ReceiveAsync(channel, thread.Key, thread.Value, results));
        return results;
    }

    private static Dictionary<string, List<(int Place, InboundMessage Message)>> Sort(
        ImmutableArray<WebhookItem> items, out List<(int Place, WebhookItem.Quarantined Item)> unreadable)
    {
        var threads = new Dictionary<string, List<(int, InboundMessage)>>(StringComparer.Ordinal);
        unreadable = [];
        for (var place = 0; place < items.Length; place++)
        {
            switch (items[place])
            {
                case WebhookItem.Message { Value: var message }:
                    if (!threads.TryGetValue(message.Thread, out var messages))
                    {
                        threads[message.Thread] = messages = [];
                    }

                    messages.Add((place, message));
                    break;
                case WebhookItem.Quarantined item:
                    unreadable.Add((place, item));
                    break;
            }
        }

        return threads;
    }

    private async ValueTask ReceiveAsync(KnownChannel channel, string thread, List<(int Place, InboundMessage Message)> messages, ItemResult[] results)
    {
        var conversation = ids.Of(channel.Settings.Id, thread);
        var outcome = await grains.GetGrain<IConversationGrain>(conversation.Value).Receive(new ReceiveMessages
        {
            Channel = channel.Settings.Id,
            ChannelKind = channel.Settings.Kind,
            Queue = channel.Settings.Queue,
            ReplyTargetSeconds = channel.ReplyTargetSeconds,
            Messages = messages is [var only] ? [only.Message] : [.. messages.Select(it => it.Message)],
        });
        for (var at = 0; at < messages.Count; at++)
        {
            var (place, message) = messages[at];
            var (seq, isDuplicate) = outcome.Places[at];
            results[place] = new ItemResult(message.ExternalId, conversation.Value, seq, isDuplicate ? Duplicate : Accepted, null);
        }
    }

    private async ValueTask QuarantineAsync(
        ChannelId channel, List<(int Place, WebhookItem.Quarantined Item)> unreadable, ItemResult[] results, CancellationToken cancellationToken)
    {
        if (unreadable.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        await quarantine.AddAsync([.. unreadable.Select(it => new QuarantineRow(0, channel, it.Item.Id, it.Item.Reason, it.Item.Raw, now))], cancellationToken);
        foreach (var (place, item) in unreadable)
        {
            results[place] = new ItemResult(item.Id, null, 0, Quarantined, item.Reason);
        }
    }
}
