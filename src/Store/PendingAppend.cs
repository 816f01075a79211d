using Conversations.Contracts.Ports;

namespace Conversations.Store;

/// <summary>An append on its way through a writer, with the caller that waits for it.</summary>
internal sealed class PendingAppend(Append append) : TaskCompletionSource<AppendOutcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private bool _isAskedAgain;

    public Append Append => append;

    /// <summary>What it will be told once the transaction that decided it is durable.</summary>
    public AppendOutcome? Verdict { get; set; }

    /// <summary>A conflict is asked again once: what won may hold its keys, and may have been too young for the statement to see.</summary>
    public bool MustAskAgain()
    {
        var mayBeKnown = Verdict is Conflict && !_isAskedAgain && (!append.Commands.IsEmpty || append.Entries.Any(static e => e.SourceKey is not null));
        _isAskedAgain |= mayBeKnown;
        return mayBeKnown;
    }

    public void Tell() => TrySetResult(Verdict!);
}
