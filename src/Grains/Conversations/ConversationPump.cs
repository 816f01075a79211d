using Conversations.Contracts;
using Conversations.Contracts.Ports;

namespace Conversations.Grains.Conversations;

/// <summary>
/// The heart of a conversation: one loop that takes what waits, decides it in order, and commits it as one append.
///
/// Commands that arrive while an append is under way are decided together in the next one, each against the state left by the one before.
/// What the database answers decides everything: appended → all are answered; known before → those are answered as the first time and the
/// rest is decided again; conflict → somebody else (another activation) was faster, the head is read and all are decided again.
/// A no is told only after the head was seen to be still the one it was decided against, and after the journal was asked whether the
/// command is the repetition of one already done. State is touched by this loop alone, never between its awaits by anybody else.
/// </summary>
internal sealed class ConversationPump(ConversationId id, IJournal journal, TimeProvider time, ConversationOptions options)
{
    /// <summary>Each round answers one pending at least, or learns of keys, or conflicts; more rounds than that prove a defect.</summary>
    private const int RoundsSpare = 16;

    private readonly Queue<Pending> waiting = new();
    private ConversationState? state;
    private long version;
    private bool isLoaded;
    private bool isRunning;

    /// <exception cref="StoreOverloadedException">Too much waits.</exception>
    public void Post(Pending pending)
    {
        if (waiting.Count >= Limits.ConversationQueueMax)
        {
            throw new StoreOverloadedException("Too many commands wait in this conversation.");
        }

        waiting.Enqueue(pending);
        if (!isRunning)
        {
            isRunning = true;
            _ = RunAsync();
        }
    }

    private async Task RunAsync()
    {
        while (waiting.Count > 0)
        {
            var batch = new List<Pending>(Math.Min(waiting.Count, Limits.ConversationBatchMax));
            while (batch.Count < Limits.ConversationBatchMax && waiting.TryDequeue(out var next))
            {
                batch.Add(next);
            }

            try
            {
                await SettleAsync(batch);
            }
#pragma warning disable CA1031 // The loop's edge: whatever went wrong is each waiting caller's to know, and the state is read anew.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                isLoaded = false;
                batch.ForEach(pending => pending.Fail(exception));
            }
        }

        isRunning = false;
    }

    private async Task SettleAsync(List<Pending> batch)
    {
        var conflicts = 0;
        for (var rounds = batch.Count + RoundsSpare; batch.Count > 0; rounds--)
        {
            if (rounds == 0)
            {
                throw new InvalidOperationException($"Conversation {id} does not settle: the journal knows what nobody here asked for.");
            }

            await LoadAsync();
            var draft = new Draft(state, version, Now());
            await RecallAsync(draft, batch);
            var decided = batch.TakeWhile(pending => pending.Decide(draft, id, options)).ToList();
            var outcome = draft.IsEmpty ? await ConfirmAsync(draft, decided) : await journal.AppendAsync(draft.ToAppend(id));
            switch (outcome)
            {
                case Appended:
                    Adopt(draft);
                    await AnswerAsync(decided);
                    batch.RemoveRange(0, decided.Count);
                    break;
                case KnownBefore known:
                    batch.RemoveAll(pending => pending.Recognise(known));
                    break;
                case OutboxMoved moved:
                    // Only what stood in the refused append: what waits behind it about the same reply has not been tried.
                    decided.Where(pending => pending.RowMoved(moved.ReplyId, DeliveryStates.Sending)).ToList().ForEach(pending => batch.Remove(pending));
                    break;
                case Conflict when ++conflicts <= Limits.ConflictRetriesMax:
                    isLoaded = false;
                    break;
                case Conflict:
                    throw new StoreUnavailableException("The conversation moved too often while it was decided.");
                case Poison poison:
                    await IsolateAsync(batch, poison);
                    return;
            }
        }
    }

    /// <summary>A reply names the customer's message its author had seen last; when that is older than what the state remembers it is read.</summary>
    private async Task RecallAsync(Draft draft, List<Pending> batch)
    {
        foreach (var seq in batch.Select(pending => pending.LooksBackTo(state)).OfType<long>().Distinct())
        {
            var after = Math.Max(0, seq - Limits.EntriesPageMax);
            var entries = await journal.ReadEntriesAsync(id.Value, after, (int)(seq - after), CancellationToken.None);
            if (entries.LastOrDefault(entry => entry.Kind == EntryKinds.MessageReceived) is { } message)
            {
                draft.Recall(new MessageMark(message.Seq, EntryReader.ExternalId(message)));
            }
        }
    }

    private async Task LoadAsync()
    {
        if (isLoaded)
        {
            return;
        }

        var head = await journal.ReadHeadAsync(id.Value, CancellationToken.None);
        version = head?.Version ?? 0;
        state = head is null ? null : await Snapshot.RestoreAsync(journal, head, id);
        isLoaded = true;
    }

    private void Adopt(Draft draft)
    {
        if (!draft.IsEmpty)
        {
            state = draft.State;
            version++;
        }
    }

    /// <summary>Nothing is to be written: true as long as the head is still the one that was decided against.</summary>
    private async Task<AppendOutcome> ConfirmAsync(Draft draft, List<Pending> decided)
    {
        if (decided.TrueForAll(pending => pending.RejectedCommand is null))
        {
            return Appended.Instance;
        }

        var head = await journal.ReadHeadAsync(id.Value, CancellationToken.None);
        return (head?.Version ?? 0) == draft.Version ? Appended.Instance : Conflict.Instance;
    }

    private async Task AnswerAsync(List<Pending> decided)
    {
        var summary = state?.Summary(id);
        foreach (var pending in decided)
        {
            if (pending.RejectedCommand is { } commandId
                && await journal.FindCommandAsync(commandId, CancellationToken.None) is { } before
                && pending.Recognise(new KnownBefore([], [before])))
            {
                continue;
            }

            pending.Answer(summary);
        }
    }

    /// <summary>The database refuses something in the batch: each is tried alone, and the culprit is told.</summary>
    private async Task IsolateAsync(List<Pending> batch, Poison poison)
    {
        if (batch.Count == 1)
        {
            batch[0].Fail(new InvalidOperationException($"The journal refused the entry: {poison.Reason}."));
            return;
        }

        foreach (var pending in batch)
        {
            await SettleAsync([pending]);
        }
    }

    /// <summary>Milliseconds are what is journaled and shown; a decision must not know more than that.</summary>
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return new DateTimeOffset(now.Ticks - (now.Ticks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero);
    }
}
