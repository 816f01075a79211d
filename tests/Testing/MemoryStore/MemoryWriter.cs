using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Testing.MemoryStore;

/// <summary>
/// Group commit of one process: what waits is committed together, then subscribers are told, then callers. Between those steps time passes, and the
/// process may die: committed and not told, or told to nobody. Which it is, the weather says.
/// </summary>
internal sealed class MemoryWriter(MemoryLine line, TimeProvider time)
{
    private readonly List<Waiting> _waiting = [];
    private readonly List<Action<CommittedBatch>> _subscribers = [];
    private string? _name;
    private bool _isCommitting;

    public ValueTask<AppendOutcome> AppendAsync(Append append)
    {
        if (line.Weather is StillWeather)
        {
            return new ValueTask<AppendOutcome>(line.Database.Locked(() => CommitAtOnce(append)));
        }

        if (_waiting.Count >= Limits.JournalQueueMax)
        {
            throw new StoreOverloadedException("Too many appends wait.");
        }

        var waiting = new Waiting(append);
        _waiting.Add(waiting);
        if (!_isCommitting)
        {
            Begin();
        }

        return new ValueTask<AppendOutcome>(waiting.Done.Task);
    }

    public IDisposable Subscribe(Action<CommittedBatch> onCommitted)
    {
        _subscribers.Add(onCommitted);
        return new Subscription(() => _subscribers.Remove(onCommitted));
    }

    private AppendOutcome CommitAtOnce(Append append)
    {
        var outcome = line.Database.Commit(Name(), [append], time.GetUtcNow(), out var batch)[0];
        Tell(batch);
        return outcome;
    }

    private string Name() => _name ??= line.Database.AddWriter(time.GetUtcNow());

    private void Begin()
    {
        _isCommitting = true;
        var fate = line.Weather.Next(StoreWork.Commit);
        if (line.Database.Bugs.HasFlag(PlantedBugs.AcknowledgeBeforeCommit))
        {
            AcknowledgeTooEarly();
        }

        line.Weather.After(fate.Before, () => Commit(fate));
    }

    private void Commit(StoreFate fate)
    {
        var batch = Take();
        if (fate.Trouble is StoreTrouble.Unreachable or StoreTrouble.Overloaded)
        {
            End(fate, batch, null, waiting => waiting.Fail(fate.Trouble));
            return;
        }

        var appends = batch.ConvertAll(waiting => waiting.Append);
        if (fate.Trouble == StoreTrouble.Overtaken)
        {
            appends.ForEach(append => line.Database.Overtake(append.Stream));
        }

        var outcomes = line.Database.Commit(Name(), appends, time.GetUtcNow(), out var told);
        if (fate.Trouble == StoreTrouble.RunAgain)
        {
            outcomes = line.Database.Commit(Name(), appends, time.GetUtcNow(), out told);
        }

        for (var at = 0; at < batch.Count; at++)
        {
            batch[at].Outcome = outcomes[at];
        }

        if (fate.Trouble == StoreTrouble.AnswerLost)
        {
            // Whoever loses a connection at commit goes on as a new writer: a number that may be used is not used again.
            _name = null;
            End(fate, batch, null, waiting => waiting.Fail(fate.Trouble));
        }
        else
        {
            End(fate, batch, told, waiting => waiting.Answer());
        }
    }

    /// <summary>As many as fit; no stream twice, so that what one append changes is there before the next of its stream is judged.</summary>
    private List<Waiting> Take()
    {
        var batch = new List<Waiting>();
        var entries = 0;
        foreach (var waiting in _waiting)
        {
            entries += waiting.Append.Entries.Length;
            if (batch.Count > 0 && (entries > Limits.JournalBatchEntriesMax || batch.Exists(other => other.Append.Stream == waiting.Append.Stream)))
            {
                break;
            }

            batch.Add(waiting);
        }

        _waiting.RemoveRange(0, batch.Count);
        return batch;
    }

    private void End(StoreFate fate, List<Waiting> batch, CommittedBatch? told, Action<Waiting> answer) => line.Weather.After(fate.After, () =>
    {
        Tell(told);
        batch.ForEach(answer);
        _isCommitting = false;
        if (_waiting.Count > 0)
        {
            Begin();
        }
    });

    private void Tell(CommittedBatch? batch)
    {
        if (batch is null)
        {
            return;
        }

        foreach (var subscriber in _subscribers.ToImmutableArray())
        {
            try
            {
                subscriber(batch);
            }
            catch (Exception)
            {
                // A law of the port: a subscriber that throws harms nobody; the batch is committed.
                continue;
            }
        }
    }

    /// <summary>The planted bug: whoever would be told yes is told so before anything is stored.</summary>
    private void AcknowledgeTooEarly()
    {
        foreach (var waiting in _waiting.Where(waiting => line.Database.Judge(waiting.Append) is Appended))
        {
            waiting.Outcome = Appended.Instance;
            waiting.Answer();
        }
    }

    private sealed class Waiting(Append append)
    {
        public Append Append => append;

        public TaskCompletionSource<AppendOutcome> Done { get; } = new();

        public AppendOutcome? Outcome { get; set; }

        public void Answer() => Done.TrySetResult(Outcome!);

        public void Fail(StoreTrouble trouble) => Done.TrySetException(trouble == StoreTrouble.Overloaded
            ? new StoreOverloadedException("Too many appends wait.")
            : new StoreUnavailableException("The memory store did not say whether it was committed."));
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
