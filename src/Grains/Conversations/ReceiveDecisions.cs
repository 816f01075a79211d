using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Floor;

namespace Conversations.Grains.Conversations;

/// <summary>A customer's messages: each makes exactly one entry, or is the duplicate of one. There is no no.</summary>
public static class ReceiveDecisions
{
    /// <param name="known">Places of messages the journal has told to be there already, by source key.</param>
    public static ImmutableArray<MessagePlace> Receive(
        Draft draft, ReceiveMessages received, IReadOnlyDictionary<string, long> known, ConversationOptions options)
    {
        var places = ImmutableArray.CreateBuilder<MessagePlace>(received.Messages.Length);
        foreach (var message in received.Messages)
        {
            var key = SourceKeys.Message(message.ExternalId);
            if (known.TryGetValue(key, out var seq) || draft.TryFind(key, out seq))
            {
                places.Add(new MessagePlace(seq, true));
                continue;
            }

            if (draft.State is null)
            {
                draft.Start(ConversationApply.Start(received.Channel, received.ChannelKind, received.Queue, message, draft.Now));
            }

            var sender = new Actor("customer", message.Sender.Id, message.Sender.Name);
            places.Add(new MessagePlace(draft.Record(new MessageReceived(message), sender, key), false));
        }

        if (places.Any(place => !place.Duplicate))
        {
            Wake(draft, received, options);
        }

        return places.MoveToImmutable();
    }

    private static void Wake(Draft draft, ReceiveMessages received, ConversationOptions options)
    {
        draft.Promise(received.ReplyTargetSeconds);
        draft.Clear(DeadlineKinds.Snooze);
        draft.Clear(DeadlineKinds.Close);
        FloorDecisions.LeaveWhatIsPrivate(draft);
        OwnershipDecisions.LeaseWhileWaiting(draft, options);
    }
}
