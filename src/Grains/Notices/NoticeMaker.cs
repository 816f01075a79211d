using System.Collections.Immutable;
using System.Text.Json;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Settings;

namespace Conversations.Grains.Notices;

/// <summary>
/// Makes notices: of committed batches, of leases that end soon, and for the duty person of what its owner has not seen. Each may be asked for any number of times; what is
/// stored already is neither stored nor told again.
/// </summary>
public sealed class NoticeMaker(INotices notices, IJournal journal, ISummaries summaries, INoticePeople people, INoticeRoad road, TimeProvider time)
{
    /// <summary>How far back a failed reply's author is looked for.</summary>
    private const int LookBackEntries = 2_000;
    private const int LookBackPage = 100;
    private const int DefaultPassOnSeconds = 60;

    public async Task MakeAsync(CommittedBatch batch, CancellationToken cancellationToken)
    {
        var made = ImmutableArray.CreateBuilder<NewNotice>();
        foreach (var append in batch.Appends)
        {
            foreach (var cause in NoticeDecisions.Of(append))
            {
                if (cause is { Kind: NoticeKinds.CustomerAnswered, Employee: { } owner })
                {
                    await people.ExpectAsync(owner);
                }

                if (await ReaderAsync(append.Stream, cause, append.Summary!, cancellationToken) is { } meant
                    && await OfOrAccountableAsync(meant, cause, append.Summary!) is { } notice)
                {
                    made.Add(notice);
                }
            }

            if (await OfGestureAsync(append, cancellationToken) is { } undone)
            {
                made.Add(undone);
            }
        }

        await AddAsync(made.DrainToImmutable(), cancellationToken);
    }

    /// <summary>One that follows from no entry of the conversation's own, for a person who is known.</summary>
    public async Task MakeAsync(ConversationId conversation, NoticeCause cause, CancellationToken cancellationToken)
    {
        if (await summaries.ReadAsync(conversation, cancellationToken) is { } summary && await OfAsync(cause.Employee!.Value, cause, summary) is { } notice)
        {
            await AddAsync([notice], cancellationToken);
        }
    }

    public async Task WarnAsync(DeadlineRow lease, CancellationToken cancellationToken)
    {
        if (await summaries.ReadAsync(new ConversationId(lease.Stream), cancellationToken) is { Owner: { } owner } summary)
        {
            var cause = new NoticeCause(NoticeKinds.LeaseLapsing, owner, null, 0, time.GetUtcNow(), null);
            if (await OfAsync(owner, cause, summary) is { } notice)
            {
                // It is given back by itself: passing it on would tell of what is no more.
                await AddAsync([notice with { Mark = lease.DueAt.ToUnixTimeMilliseconds(), Seq = null, PassOnAt = null }], cancellationToken);
            }
        }
    }

    /// <summary>Tells the queue's duty person that this one waits longer than it may; once for each time it waits.</summary>
    public async Task AlarmAsync(SummaryRow oldest, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var cause = new NoticeCause(NoticeKinds.QueueAlarm, null, null, since.ToUnixTimeMilliseconds(), time.GetUtcNow(), null);
        if (await OfAsync(await DutyAsync(oldest.Queue), cause, oldest) is { } notice)
        {
            // Whom it is told is the one it would be passed on to.
            await AddAsync([notice with { Seq = null, PassOnAt = null }], cancellationToken);
        }
    }

    /// <summary>Tells the duty persons of what was not seen in time, while its customer still waits.</summary>
    public async Task PassOnAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var row in await notices.ReadDueAsync(now, Limits.NoticesBatchMax, cancellationToken))
        {
            var summary = await summaries.ReadAsync(row.Notice.Conversation, cancellationToken);
            if (summary is not null && NoticeDecisions.IsPassedOn(row.Notice.Kind, summary))
            {
                var duty = await DutyAsync(summary.Queue);
                if (duty != row.Notice.Employee && await people.EmployeeAsync(duty) is { Disabled: false } person)
                {
                    var quiet = QuietHours.Contain(person.Preferences, now);
                    await AddAsync([row.Notice with { Employee = duty, For = row.Notice.Employee, At = now, IsQuiet = quiet, PassOnAt = null }], cancellationToken);
                }
            }

            await notices.SettleAsync(row.Id, cancellationToken);
        }
    }

    /// <summary>Who answers for what nobody owns in the queue, as the lists show it: its duty person while she is here and may, else an admin who is.</summary>
    public async Task<EmployeeId> DutyAsync(QueueId queue) =>
        (await people.QueueAsync(queue))?.DutyEmployee is { } duty && Accountability.MayBeOnDuty(await people.EmployeeAsync(duty)) ? duty : await people.StandInAsync();

    private async ValueTask<NewNotice?> OfGestureAsync(CommittedAppend append, CancellationToken cancellationToken) =>
        NoticeDecisions.OfGesture(append) is { } it && await summaries.ReadAsync(it.Conversation, cancellationToken) is { } summary
        && await OfOrAccountableAsync(it.Cause.Employee!.Value, it.Cause, summary) is { } notice
            ? notice with { Seq = null } : null;

    private async ValueTask<EmployeeId?> ReaderAsync(string stream, NoticeCause cause, SummaryRow summary, CancellationToken cancellationToken) =>
        cause.Employee is { } known ? known
        : cause.ReplyId is null ? await DutyAsync(cause.Queue ?? summary.Queue)
        : await AuthorAsync(stream, cause, cancellationToken) ?? summary.Owner ?? await DutyAsync(summary.Queue);

    /// <summary>
    /// For who is meant; where she may have left, for whoever answers for the conversation now, as the lists show it: nothing of a customer goes unheard. She who did it
    /// herself is not told.
    /// </summary>
    private async Task<NewNotice?> OfOrAccountableAsync(EmployeeId meant, NoticeCause cause, SummaryRow summary)
    {
        if (NoticeDecisions.IsHersAlone(cause.Kind) || Accountability.MayOwn(await people.EmployeeAsync(meant)))
        {
            return await OfAsync(meant, cause, summary);
        }

        var accountable = summary.Owner is { } owner && Accountability.MayOwn(await people.EmployeeAsync(owner)) ? owner : await DutyAsync(summary.Queue);
        return accountable != cause.Actor && await OfAsync(accountable, cause, summary) is { } notice ? notice with { For = accountable == meant ? null : meant } : null;
    }

    private async Task<NewNotice?> OfAsync(EmployeeId employee, NoticeCause cause, SummaryRow summary)
    {
        if (await people.EmployeeAsync(employee) is not { Disabled: false } person)
        {
            return null;
        }

        var isPassedOn = NoticeDecisions.IsPassedOn(cause.Kind, summary);
        var seconds = isPassedOn ? (await people.QueueAsync(summary.Queue))?.NoticeSeconds ?? DefaultPassOnSeconds : 0;
        return new NewNotice
        {
            Employee = employee,
            Kind = cause.Kind,
            Conversation = summary.Id,
            Mark = cause.Seq,
            Seq = cause.Seq,
            At = cause.At,
            Actor = cause.Actor,
            IsQuiet = QuietHours.Contain(person.Preferences, time.GetUtcNow()),
            PassOnAt = isPassedOn ? time.GetUtcNow().AddSeconds(seconds) : null,
        };
    }

    private async Task AddAsync(ImmutableArray<NewNotice> made, CancellationToken cancellationToken)
    {
        foreach (var part in made.Chunk(Limits.NoticesBatchMax))
        {
            var added = await notices.AddAsync([.. part], cancellationToken);
            if (added.Length > 0)
            {
                await road.TellAsync(await NoticeEvents.OfAsync(added, notices, summaries, people, cancellationToken));
            }
        }
    }

    /// <summary>Who wrote the reply: her entry stands shortly before in the same stream.</summary>
    private async ValueTask<EmployeeId?> AuthorAsync(string stream, NoticeCause cause, CancellationToken cancellationToken)
    {
        for (var upTo = cause.Seq - 1; upTo > 0 && upTo > cause.Seq - LookBackEntries; upTo -= LookBackPage)
        {
            var after = Math.Max(0, upTo - LookBackPage);
            foreach (var entry in await journal.ReadEntriesAsync(stream, after, (int)(upTo - after), cancellationToken))
            {
                if (entry.Kind == EntryKinds.ReplyQueued && ReplyIdOf(entry) == cause.ReplyId)
                {
                    return new EmployeeId(entry.Actor.Id);
                }
            }
        }

        return null;
    }

    private static Guid ReplyIdOf(EntryRow queued)
    {
        using var data = JsonDocument.Parse(queued.Data);
        return data.RootElement.GetProperty("replyId").GetGuid();
    }
}
