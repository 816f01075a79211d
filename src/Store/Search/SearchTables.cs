using System.Collections.Immutable;
using Conversations.Store.Rows;

namespace Conversations.Store.Search;

/// <summary>Where the index lies in an engine: what only one process at a time may write, and what everyone reads.</summary>
internal interface ISearchTables
{
    /// <summary>Reads that see the index and the journal's tables alike; slow ones harm nobody else.</summary>
    ISql Reads { get; }

    /// <summary>False while another holds the lease, or when the index has the shape of a newer release. An index of an older shape is emptied.</summary>
    ValueTask<bool> TakeLeaseAsync(string holder, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>
    /// Puts documents, each only if it changed, and moves the cursor, in one transaction that holds only while the holder has the lease: what a
    /// holder read long ago, and another has meanwhile seen erased, never comes back. False when the lease is lost.
    /// </summary>
    ValueTask<bool> WriteAsync(string holder, ImmutableArray<SearchDocument> documents, SearchMove? move, CancellationToken cancellationToken);

    /// <summary>What was overwritten is wiped from the file, where the engine can.</summary>
    ValueTask WipeAsync(CancellationToken cancellationToken);
}

/// <summary>Everything of the writer up to that batch is indexed.</summary>
internal readonly record struct SearchMove(long Writer, long BatchNo);

internal static class SearchTables
{
    /// <summary>Of what is stored: the documents, how words are folded, how they are cut. One more makes every index be filled anew.</summary>
    public const int Shape = 1;
}
