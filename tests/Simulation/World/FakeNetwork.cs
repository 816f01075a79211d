using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>
/// The networks behind the two channels. A send may be taken and answered, taken and not answered, lost on the way, refused, or put off; what was taken
/// is given to the customer, unless the network finds out later that it cannot. The keyed network takes each reply id once and repeats its answer.
/// </summary>
internal sealed class FakeNetwork(World world, SimulatedRandom random)
{
    private readonly Dictionary<Guid, SendOutcome> _keys = [];
    private readonly HashSet<Guid> _taken = [];
    private int _order;

    public event Action<DeliveryRecord, OutgoingReply>? Delivered;

    /// <summary>Whether the reply ever reached it.</summary>
    public bool HasTaken(Guid replyId) => _taken.Contains(replyId);

    public IChannelSender MouthOf(SimulatedNode node, string kind) => new Mouth(this, node, kind);

    private enum Way
    {
        Taken,
        TakenAndSilent,
        Lost,
        Unreachable,
        Busy,
        Refused,
    }

    private async ValueTask<SendOutcome> SendAsync(SimulatedNode node, ChannelSettings channel, OutgoingReply reply)
    {
        var way = ChooseWay();
        await Task.Delay(Up(TimeSpan.FromMilliseconds(50)), node.Time);
        if (way is Way.Unreachable)
        {
            return new SendOutcome.NotSent("connection-refused", null);
        }

        var outcome = way == Way.Lost ? new SendOutcome.Unclear("connection-reset") : Take(channel, reply, way);
        world.Note($"{node.Name} sends {reply.ReplyId} on {channel.Kind}: {way}");
        world.Trouble.AtSend(node);
        await Task.Delay(IsTroubled(0.1) ? Up(TimeSpan.FromSeconds(20)) : Up(TimeSpan.FromMilliseconds(50)) + TimeSpan.FromMilliseconds(1), node.Time);
        return way == Way.TakenAndSilent ? new SendOutcome.Unclear("no-answer") : outcome;
    }

    private Way ChooseWay() => !IsTroubled(0.35) ? Way.Taken : random.Pick([Way.TakenAndSilent, Way.Lost, Way.Unreachable, Way.Busy, Way.Busy, Way.Refused]);

    private SendOutcome Take(ChannelSettings channel, OutgoingReply reply, Way way)
    {
        if (way == Way.Busy)
        {
            return new SendOutcome.NotSent("429", random.Chance(0.5) ? Up(TimeSpan.FromSeconds(4)) : null);
        }

        if (channel.Kind == Company.Keyed && _keys.TryGetValue(reply.ReplyId, out var before))
        {
            return before;
        }

        var outcome = way == Way.Refused ? new SendOutcome.Refused("rejected") : (SendOutcome)new SendOutcome.Sent(random.Chance(0.5) ? $"p-{_order}" : null);
        _keys[reply.ReplyId] = outcome;
        if (outcome is SendOutcome.Sent)
        {
            _taken.Add(reply.ReplyId);
            PassOn(channel, reply);
        }

        return outcome;
    }

    private void PassOn(ChannelSettings channel, OutgoingReply reply)
    {
        if (IsTroubled(0.05) && world.Swarm.Statuses)
        {
            Report(reply, DeliveryStates.Failed);
            return;
        }

        var delivery = new DeliveryRecord(++_order, world.Cluster.Now, channel.Id, reply.ConversationId, reply.ReplyId, reply.Text);
        world.Ledger.Deliveries.Add(delivery);
        Delivered?.Invoke(delivery, reply);
        if (world.Swarm.Statuses)
        {
            Report(reply, "delivered");
            if (random.Chance(0.4))
            {
                Report(reply, "read");
            }
        }
    }

    /// <summary>Statuses come late, in any order, and some of them twice.</summary>
    private void Report(OutgoingReply reply, string status)
    {
        for (var copies = random.Chance(0.3) ? 2 : 1; copies > 0; copies--)
        {
            world.Begin(async () =>
            {
                await world.Delay(Up(TimeSpan.FromSeconds(20)));
                var isNews = await world.Edge.InsistAsync(web => web.Node.Grains.GetGrain<IConversationGrain>(reply.ConversationId).RecordDelivery(
                    new DeliveryReport { ReplyId = reply.ReplyId, Status = status }));
                world.Note($"{reply.ConversationId} hears that {reply.ReplyId} is {status}: {(isNews ? "news" : "void")}");
            });
        }
    }

    private bool IsTroubled(double chance) => world.IsStorm && world.Swarm.NetworkTrouble && random.Chance(chance);

    private TimeSpan Up(TimeSpan most) => random.Between(TimeSpan.Zero, most);

    private sealed class Mouth(FakeNetwork network, SimulatedNode node, string kind) : IChannelSender
    {
        public string Kind => kind;

        public bool TakesIdempotencyKeys => kind == Company.Keyed;

        public ValueTask<SendOutcome> SendAsync(ChannelSettings channel, OutgoingReply reply, CancellationToken cancellationToken) =>
            network.SendAsync(node, channel, reply);
    }
}
