using Conversations.Contracts.Ports;

namespace Conversations.Simulation.Delivery;

/// <summary>A network that answers when the test says so.</summary>
internal sealed class GatedMouth(string kind) : IChannelSender
{
    private readonly List<(Guid ReplyId, TaskCompletionSource<SendOutcome> Answer)> _asked = [];

    public string Kind => kind;

    public bool TakesIdempotencyKeys => true;

    /// <summary>All that was given to it, in order.</summary>
    public IEnumerable<Guid> Asked => _asked.Select(send => send.ReplyId);

    public ValueTask<SendOutcome> SendAsync(ChannelSettings channel, OutgoingReply reply, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<SendOutcome>();
        _asked.Add((reply.ReplyId, answer));
        return new ValueTask<SendOutcome>(answer.Task);
    }

    public void Answer(Guid replyId, SendOutcome? outcome = null) =>
        _asked.First(send => send.ReplyId == replyId && !send.Answer.Task.IsCompleted).Answer.TrySetResult(outcome ?? new SendOutcome.Sent(null));
}
