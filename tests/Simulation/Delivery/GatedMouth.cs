using Conversations.Contracts.Ports;
using Conversations.Simulation.World;

namespace Conversations.Simulation.Delivery;

/// <summary>A network that answers when the test says so.</summary>
internal sealed class GatedMouth : IChannelSender
{
    private readonly List<(Guid ReplyId, TaskCompletionSource<SendOutcome> Answer)> _asked = [];

    public string Kind => Company.Keyed;

    public bool TakesIdempotencyKeys => true;

    /// <summary>All that was given to it, in order.</summary>
    public IEnumerable<Guid> Asked => _asked.Select(send => send.ReplyId);

    public ValueTask<SendOutcome> SendAsync(ChannelSettings channel, OutgoingReply reply, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<SendOutcome>();
        _asked.Add((reply.ReplyId, answer));
        return new ValueTask<SendOutcome>(answer.Task);
    }

    public void Answer(Guid replyId) => _asked.First(send => send.ReplyId == replyId).Answer.TrySetResult(new SendOutcome.Sent(null));
}
