using System.Collections.Immutable;
using System.Text.Json.Serialization;
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

    /// <summary>True while it is not known of some that they have begun.</summary>
    [JsonIgnore]
    public bool HasToBegin => Known.Any(static ask => ask.BeginSeq is not null);

    /// <summary>Seqs of the entries, up to that one, that tell of running asks of which it is not known that they have begun.</summary>
    public ImmutableArray<long> ToBegin(long epoch) => [.. Known.Where(ask => !ask.IsAnswered && ask.BeginSeq <= epoch).Select(static ask => ask.BeginSeq!.Value)];

    /// <summary>That one is told of by the entry with that seq, and is to begin.</summary>
    public AskBook WillBegin(Guid id, long seq) => new([.. Known.Select(ask => ask.Id == id ? ask with { BeginSeq = seq } : ask)]);

    /// <summary>All that entries up to that one tell of have begun.</summary>
    public AskBook HaveBegun(long epoch) => new([.. Known.Select(ask => ask.BeginSeq <= epoch ? ask with { BeginSeq = null } : ask)]);

    /// <summary>A book that was built from the entries, which do not say what has begun, with what the old one knew of that.</summary>
    public static AskBook? Remember(AskBook? book, AskBook? old) => book is null || old is not { HasToBegin: true } ? book
        : new([.. book.Known.Select(ask => ask with { BeginSeq = old.Known.FirstOrDefault(before => before.Id == ask.Id)?.BeginSeq })]);

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

public sealed record AskMark(Guid Id, EmployeeId Asker, DateTimeOffset KeepUntil, bool IsAnswered)
{
    /// <summary>Seq of the entry that tells of it while it is not known that the ask itself has begun; else null.</summary>
    public long? BeginSeq { get; init; }
}

/// <summary>Why an ask ended without an answer that helped, or goes on.</summary>
public static class AskEndReasons
{
    public const string Cancelled = "cancelled";
    public const string Expired = "expired";
    public const string NotGood = "notGood";
}
