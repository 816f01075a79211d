using Conversations.Contracts.Ports;

namespace Conversations.Store;

/// <summary>An append on its way through a writer, with the caller that waits for it.</summary>
internal sealed class PendingAppend(Append append) : TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public Append Append => append;

    /// <summary>What it will be told once the transaction that decided it is durable.</summary>
    public AppendOutcome? Verdict { get; set; }

    public void Tell() => TrySetResult(Verdict!);
}
