using System.Collections.Immutable;

namespace Conversations.Contracts.Ports;

/// <summary>
/// Finds messages, replies, notes, customers and ids. It is filled behind the journal, outside its transactions, so an answer says how fresh it is.
/// </summary>
public interface ISearch
{
    /// <exception cref="InvalidCursorException">The cursor is not one of this query.</exception>
    /// <exception cref="StoreOverloadedException">More than <see cref="Limits.SearchesWaitingMax"/> searches wait.</exception>
    /// <exception cref="StoreUnavailableException">The search took too long, or the store is away.</exception>
    ValueTask<SearchPage> FindAsync(SearchQuery query, CancellationToken cancellationToken);
}

/// <summary>Fills the index. One process at a time does it, the one that holds the lease; a copy of the journal's words, so it can be thrown away and filled again.</summary>
public interface ISearchIndex
{
    /// <summary>Indexes all that is committed and not yet indexed, and what was erased since; resumes where whoever held the lease stopped.</summary>
    /// <param name="holder">Who asks; unique for each process.</param>
    /// <returns>Null when another holds the lease; else how many documents were written.</returns>
    ValueTask<int?> CatchUpAsync(string holder, CancellationToken cancellationToken);
}

/// <summary>
/// What must be found: every word of <see cref="Words"/>, in any order, without regard to case, accents or width; the last word also as the beginning of one.
/// A part between blanks may also be the whole id of a conversation, thread, message or customer. Other members narrow; null does not.
/// </summary>
public sealed record SearchQuery
{
    /// <summary>At most <see cref="Limits.SearchWordsCharsMax"/> characters. Without a letter, digit or id it finds nothing.</summary>
    public required string Words { get; init; }

    /// <summary>True: only conversations neither resolved nor closed.</summary>
    public bool OpenOnly { get; init; }
    public QueueId? Queue { get; init; }
    public EmployeeId? Owner { get; init; }
    public ChannelId? Channel { get; init; }
    public string? Label { get; init; }

    /// <summary>Time of the entry, inclusive; of a customer or id the time at which the conversation began.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Exclusive.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>1 … <see cref="Limits.SearchPageMax"/>.</summary>
    public required int Limit { get; init; }

    /// <summary>The <see cref="SearchPage.Next"/> of the page before, for the same query.</summary>
    public string? Cursor { get; init; }
}

/// <param name="Items">Newest first.</param>
/// <param name="Next">Null on the last page.</param>
/// <param name="IndexedTo">What was written before is searched.</param>
public sealed record SearchPage(ImmutableArray<SearchHit> Items, string? Next, DateTimeOffset IndexedTo);

/// <param name="Conversation">As it is now.</param>
/// <param name="Seq">Of the entry; 1 for a customer or a conversation's id.</param>
/// <param name="Kind">One of <see cref="SearchKinds"/>.</param>
/// <param name="Excerpt">About <see cref="Limits.SearchExcerptChars"/> characters around what was found, in order.</param>
public sealed record SearchHit(SummaryRow Conversation, long Seq, DateTimeOffset At, string Kind, ImmutableArray<ExcerptPart> Excerpt);

/// <param name="IsHit">Whether this part is what was looked for.</param>
public readonly record struct ExcerptPart(string Text, bool IsHit);

/// <summary>Where the words were found.</summary>
public static class SearchKinds
{
    public const string Message = "message";
    public const string Reply = "reply";
    public const string Note = "note";
    public const string Customer = "customer";
    public const string Id = "id";
}
