using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>
/// The customers, through their networks' webhooks: each message is posted in some group of messages, by several posts at once, in any order, by each
/// again and again until it is acknowledged.
/// </summary>
internal sealed class Customers(World world, SimulatedRandom random)
{
    private const int MessagesMax = 6;
    private const int CopiesMax = 3;
    private const int GroupMax = 4;

    public void Begin()
    {
        foreach (var channel in Company.Channels)
        {
            var messages = Shuffled(Enumerable.Range(1, world.Swarm.Threads).SelectMany(Write).ToList());
            while (messages.Count > 0)
            {
                var group = messages[..Math.Min(messages.Count, 1 + random.Next(GroupMax))];
                messages.RemoveRange(0, group.Count);
                for (var copy = random.Next(CopiesMax); copy >= 0; copy--)
                {
                    world.Begin(() => PostAsync(channel, group, random.Between(TimeSpan.Zero, world.Swarm.Storm)));
                }
            }
        }

        world.Network.Delivered += WriteBack;
    }

    private IEnumerable<InboundMessage> Write(int thread) =>
        Enumerable.Range(1, 1 + random.Next(MessagesMax)).Select(number => Message(thread, $"m-{number}")).ToList();

    private InboundMessage Message(int thread, string id) => new()
    {
        ExternalId = id,
        Thread = string.Create(CultureInfo.InvariantCulture, $"thread-{thread}"),
        Visibility = random.Chance(0.2) ? Audiences.Public : Audiences.Private,
        Text = string.Create(CultureInfo.InvariantCulture, $"{id} of {thread}: {random.Next(1000)}"),
        Sender = new CustomerView { Id = string.Create(CultureInfo.InvariantCulture, $"customer-{thread}"), Name = random.Chance(0.5) ? "A customer" : null },
    };

    private void WriteBack(DeliveryRecord delivery, OutgoingReply reply)
    {
        if (!world.IsStorm || !random.Chance(0.3))
        {
            return;
        }

        var channel = Array.Find(Company.Channels, channel => channel.Id == delivery.Channel)!;
        var message = Message(int.Parse(reply.Thread.AsSpan("thread-".Length), CultureInfo.InvariantCulture), $"back-{delivery.Order}");
        world.Begin(() => PostAsync(channel, [message], random.Between(TimeSpan.Zero, TimeSpan.FromSeconds(5))));
    }

    private async Task PostAsync(ChannelSettings channel, List<InboundMessage> messages, TimeSpan wait)
    {
        await world.Delay(wait);
        var threads = messages.GroupBy(message => message.Thread).Select(thread => (Conversation: world.Ids.Of(channel.Id, thread.Key), Messages: thread.ToImmutableArray())).ToList();
        threads.ForEach(thread => thread.Messages.ToList().ForEach(message => world.Ledger.Offer(thread.Conversation.Value, message)));
        var outcomes = await world.Edge.InsistAsync(web => Task.WhenAll(threads.Select(thread => ReceiveAsync(web, channel, thread.Conversation, thread.Messages))));
        for (var at = 0; at < threads.Count; at++)
        {
            Acknowledge(threads[at].Conversation, threads[at].Messages, outcomes[at].Places);
        }
    }

    private static async Task<ReceiveOutcome> ReceiveAsync(WebNode web, ChannelSettings channel, ConversationId conversation, ImmutableArray<InboundMessage> messages)
    {
        var outcome = await web.Node.Grains.GetGrain<IConversationGrain>(conversation.Value).Receive(new ReceiveMessages
        {
            Channel = channel.Id,
            ChannelKind = channel.Kind,
            Queue = channel.Queue,
            ReplyTargetSeconds = 60,
            Messages = messages,
        });
        if (outcome.Summary is { } row)
        {
            web.Take(row);
        }

        return outcome;
    }

    private void Acknowledge(ConversationId conversation, ImmutableArray<InboundMessage> messages, ImmutableArray<MessagePlace> places)
    {
        for (var at = 0; at < messages.Length; at++)
        {
            world.Ledger.Offer(conversation.Value, messages[at]).Acknowledged.Add(places[at]);
            world.Note($"{conversation} acknowledges {messages[at].ExternalId} at {places[at].Seq}{(places[at].Duplicate ? " again" : "")}");
        }
    }

    private List<InboundMessage> Shuffled(List<InboundMessage> messages)
    {
        for (var at = messages.Count - 1; at > 0; at--)
        {
            var other = random.Next(at + 1);
            (messages[at], messages[other]) = (messages[other], messages[at]);
        }

        return messages;
    }
}
