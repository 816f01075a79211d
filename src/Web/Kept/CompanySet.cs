using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Web.Errors;

namespace Conversations.Web.Kept;

/// <summary>A small set of the whole company's, such as its labels: one document, changed under the revision that was read, so that two who change different things of it at once lose nothing.</summary>
public abstract class CompanySet<T>(IDocuments documents, Changes changes, TimeProvider time, DocumentKey key, string news)
{
    private const int TriesMax = 5;

    public async ValueTask<ImmutableArray<T>> ReadAsync(CancellationToken cancellationToken) => ItemsOf(await documents.ReadAsync(key, cancellationToken));

    /// <summary>The set as it is afterwards.</summary>
    /// <param name="change">From the set as it is now; called again when somebody else was faster.</param>
    /// <exception cref="ProblemException">unavailable, and what <paramref name="change"/> refuses with</exception>
    public async ValueTask<ImmutableArray<T>> ChangeAsync(Func<ImmutableArray<T>, ImmutableArray<T>> change, CancellationToken cancellationToken)
    {
        var row = await documents.ReadAsync(key, cancellationToken);
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            var before = ItemsOf(row);
            var next = change(before);
            if (row is not null && next.SequenceEqual(before))
            {
                return next;
            }

            var put = await documents.PutAsync(key, row?.Revision ?? 0, "", SettingsJson.Write(next), time.GetUtcNow(), 1, cancellationToken);
            if (put.Outcome == DocumentOutcome.Written)
            {
                changes.Tell(news);
                return next;
            }

            row = put.Stored;
        }

        throw new ProblemException(Contracts.Problems.Unavailable);
    }

    private static ImmutableArray<T> ItemsOf(DocumentRow? row) => row is null ? [] : SettingsJson.Read<ImmutableArray<T>>(row.Body);
}
