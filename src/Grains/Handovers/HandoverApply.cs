using Conversations.Contracts;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Handovers;

/// <summary>What each event changes in the book of custody: pure and total.</summary>
public static class HandoverApply
{
    /// <param name="before">The state as it was.</param>
    /// <param name="next">As the event left it otherwise.</param>
    public static ConversationState Follow(ConversationState before, ConversationState next, ConversationEvent happened, DateTimeOffset at)
    {
        var book = before.Head == 0 ? next.Custody with { Since = at } : next.Custody;
        book = happened switch
        {
            HandoverOffered e => book with { Pending = new Handover(e.From, e.To, e.ToQueue, at, e.Until, next.Head) },
            HandoverReturned e => book with { Pending = null, PingPong = book.PingPong + (e.Reason == HandoverDecisions.Returned ? 1 : 0) },
            Released e => book with { OrphanSeconds = book.OrphanSeconds + e.OrphanSeconds },
            TrackingLinkMade e => book with { TrackingLink = e.Link },
            TrackingLinkRevoked => book with { TrackingLink = null },
            _ => book,
        };
        if (before.Owner != next.Owner)
        {
            book = Pass(book, before.Owner, next.Owner, at);
        }

        var words = happened is HandoverOffered offered ? next.Words with { Handover = offered.Summary }
            : book.Pending is null && next.Words.Handover is not null ? next.Words with { Handover = null } : next.Words;
        return ReferenceEquals(book, next.Custody) && ReferenceEquals(words, next.Words) ? next : next with { Custody = book, Words = words };
    }

    public static ConversationState Own(ConversationState state, HandoverAccepted taken) => state with { Queue = taken.Queue ?? state.Queue };

    private static CustodyBook Pass(CustodyBook book, EmployeeId? from, EmployeeId? to, DateTimeOffset at)
    {
        var past = book.Since is { } since ? book.Past.Add(new CustodySpan(from, since, at)) : book.Past;
        return book with
        {
            Pending = null,
            Since = at,
            Past = past.Length > Limits.CustodySpansMax ? past.RemoveAt(0) : past,
            PingPong = book.PingPong + (IsComingBack(book, from, to) ? 1 : 0),
        };
    }

    /// <summary>To somebody who had it before, with somebody else in between.</summary>
    private static bool IsComingBack(CustodyBook book, EmployeeId? from, EmployeeId? to)
    {
        var last = from ?? book.Past.LastOrDefault(static span => span.Employee is not null)?.Employee;
        return to is not null && last is not null && to != last && book.Past.Any(span => span.Employee == to);
    }
}
