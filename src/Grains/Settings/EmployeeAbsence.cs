using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Orleans;

namespace Conversations.Grains.Settings;

/// <summary>
/// The grace of one person: when her last line is lost, a deadline of her own stream is set; when it comes and she is not back, each of her conversations that has a
/// lease running is asked to go back. What happens meanwhile counts in the conversation: who has acted since, or whose customer wrote only now, gets the whole grace.
/// Coming back writes nothing: the deadline finds her there.
/// </summary>
internal sealed class EmployeeAbsence(EmployeeId employee, IJournal journal, ISummaries summaries, IGrainFactory grains, TimeProvider time, ConversationOptions options)
{
    private const int AtOnceMax = 16;

    /// <summary>Pages of one firing; what lies beyond is the next one's.</summary>
    private const int PagesMax = 5;

    private Absence? absence;
    private bool isRead;

    /// <summary>Her last line was lost. Writes nothing where she owns nothing; what is resolved is hers too, and its customer may write again.</summary>
    public async Task BeginAsync(DateTimeOffset lostAt)
    {
        var hers = new SummaryQuery { View = "all", Reader = employee, Owner = employee, Sort = "oldest", Limit = 1 };
        if ((await summaries.QueryAsync(hers, CancellationToken.None)).Items.IsEmpty)
        {
            return;
        }

        var at = DateTimeOffset.FromUnixTimeMilliseconds(lostAt.ToUnixTimeMilliseconds());
        await WriteAsync(new Absence(at, at + options.Grace));
    }

    /// <summary>A customer waits for her since now.</summary>
    /// <param name="goneSince">When her last line was lost, where that was seen here: nothing was written of it when she owned nothing then.</param>
    public async Task ExpectAsync(DateTimeOffset? goneSince)
    {
        if (await ReadAsync() is { } known)
        {
            if (known.DueAt is null)
            {
                await WriteAsync(known with { DueAt = time.GetUtcNow() + options.Grace });
            }
        }
        else if (goneSince is { } at)
        {
            await WriteAsync(new Absence(DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()), time.GetUtcNow() + options.Grace));
        }
    }

    public async Task FireAsync(DeadlineRow deadline, bool isConnected, DateTimeOffset knowsSince)
    {
        var known = await ReadAsync();
        switch (AbsenceDecisions.OnDue(known, deadline, isConnected, knowsSince, time.GetUtcNow()))
        {
            case AbsenceStep.End:
                await WriteAsync(null);
                break;
            case AbsenceStep.GiveBack:
                await WriteAsync(known! with { DueAt = await GiveBackAsync(known) });
                break;
        }
    }

    /// <summary>When it is to be looked at again; null when nothing of hers has a lease running.</summary>
    private async Task<DateTimeOffset?> GiveBackAsync(Absence known)
    {
        DateTimeOffset? next = null;
        var query = Mine(Limits.ConversationsPageMax) with { State = ConversationStates.Owned };
        for (var pages = 0; pages < PagesMax; pages++)
        {
            var page = await summaries.QueryAsync(query, CancellationToken.None);
            foreach (var some in page.Items.Chunk(AtOnceMax))
            {
                var due = await Task.WhenAll(some.Select(row => grains.GetGrain<IConversationGrain>(row.Id.Value).GiveBackOfAbsent(employee, known.LostAt)));
                next = due.Append(next).Min();
            }

            if (page.Next is null)
            {
                return next;
            }

            query = query with { Cursor = page.Next };
        }

        return time.GetUtcNow();
    }

    private SummaryQuery Mine(int limit) => new() { View = "mine", Reader = employee, Sort = "oldest", Limit = limit };

    private async Task<Absence?> ReadAsync()
    {
        if (!isRead)
        {
            absence = PersonStream.AbsenceOf(await journal.ReadHeadAsync(PersonStream.Of(employee), CancellationToken.None));
            isRead = true;
        }

        return absence;
    }

    private async Task WriteAsync(Absence? next)
    {
        for (var conflicts = 0; conflicts <= Limits.ConflictRetriesMax; conflicts++)
        {
            var head = await journal.ReadHeadAsync(PersonStream.Of(employee), CancellationToken.None);
            switch (await journal.AppendAsync(AppendOf(next, head)))
            {
                case Appended:
                    (absence, isRead) = (next, true);
                    return;
                case Conflict:
                    continue;
                case var refusal:
                    throw new InvalidOperationException($"The journal refused an absence: {refusal}.");
            }
        }

        throw new StoreUnavailableException("The person's stream moved too often.");
    }

    private Append AppendOf(Absence? next, StreamHead? head) => new()
    {
        Stream = PersonStream.Of(employee),
        ExpectedVersion = head?.Version ?? 0,
        State = PersonStream.StateOf(next),
        StateShape = PersonStream.StateShape,
        Deadlines = [new DeadlineChange(PersonDeadlineKinds.Grace, next?.Epoch ?? 0, next?.DueAt)],
    };
}
