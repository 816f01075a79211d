using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Grains.Asks;

/// <summary>What a conversation must know of the asks about it.</summary>
/// <param name="Known">Those that run and, of the newest, those that were answered: an answer that does not help lets its ask go on.</param>
public sealed record AskBook(ImmutableArray<AskMark> Known)
{
    /// <summary>Answered ones are forgotten from the oldest on.</summary>
    public const int KnownMax = 2 * Limits.AsksOpenMax;

    public static readonly AskBook Empty = new([]);

    public int Running => Known.Count(static ask => !ask.IsAnswered);

    /// <summary>Until when somebody's running ask keeps the conversation with her; null when none does.</summary>
    public DateTimeOffset? KeptFor(EmployeeId owner)
    {
        DateTimeOffset? until = null;
        foreach (var ask in Known)
        {
            until = !ask.IsAnswered && ask.Asker == owner && (until is null || ask.KeepUntil > until) ? ask.KeepUntil : until;
        }

        return until;
    }

    /// <summary>The book after an event; null when it is empty, so that a snapshot without asks is as it always was.</summary>
    public static AskBook? Apply(AskBook? book, ConversationEvent happened, Actor actor)
    {
        var known = (book ?? Empty).Known;
        known = happened switch
        {
            ColleaguesAsked e => known.Add(new AskMark(e.AskId, new EmployeeId(actor.Id), e.KeepUntil, false)),
            AskAnswered e => Answered(known, e.AskId, true),
            AskEnded { Reason: AskEndReasons.NotGood } e => Answered(known, e.AskId, false),
            AskEnded e => known.RemoveAll(ask => ask.Id == e.AskId),
            ColleagueThanked e => known.RemoveAll(ask => ask.Id == e.AskId),
            _ => known,
        };
        while (known.Length > KnownMax && known.FirstOrDefault(static ask => ask.IsAnswered) is { } oldest)
        {
            known = known.Remove(oldest);
        }

        return known.IsEmpty ? null : new AskBook(known);
    }

    private static ImmutableArray<AskMark> Answered(ImmutableArray<AskMark> known, Guid ask, bool isAnswered) =>
        [.. known.Select(mark => mark.Id == ask ? mark with { IsAnswered = isAnswered } : mark)];
}

public sealed record AskMark(Guid Id, EmployeeId Asker, DateTimeOffset KeepUntil, bool IsAnswered);

/// <summary>Why an ask ended without an answer that helped, or goes on.</summary>
public static class AskEndReasons
{
    public const string Cancelled = "cancelled";
    public const string Expired = "expired";
    public const string NotGood = "notGood";
}
