using System.Collections.Immutable;
using Conversations.Contracts.Ports;
using Conversations.Store;
using Conversations.Web.Errors;

namespace Conversations.Web.Kept;

/// <summary>The company's labels: one document, changed under the revision that was read, so that two who change different labels at once lose nothing.</summary>
public sealed class LabelSet(IDocuments documents, Changes changes, TimeProvider time)
{
    private const int TriesMax = 5;
    private static readonly DocumentKey Key = new("labels", DocumentKey.Everybody, "all");

    public async ValueTask<ImmutableArray<LabelHue>> ReadAsync(CancellationToken cancellationToken) => LabelsOf(await documents.ReadAsync(Key, cancellationToken));

    /// <summary>The set as it is afterwards.</summary>
    /// <param name="change">From the set as it is now; called again when somebody else was faster.</param>
    /// <exception cref="ProblemException">unavailable, and what <paramref name="change"/> refuses with</exception>
    public async ValueTask<ImmutableArray<LabelHue>> ChangeAsync(Func<ImmutableArray<LabelHue>, ImmutableArray<LabelHue>> change, CancellationToken cancellationToken)
    {
        var row = await documents.ReadAsync(Key, cancellationToken);
        for (var tries = 1; tries <= TriesMax; tries++)
        {
            var before = LabelsOf(row);
            var next = change(before);
            if (row is not null && next.SequenceEqual(before))
            {
                return next;
            }

            var put = await documents.PutAsync(Key, row?.Revision ?? 0, "", SettingsJson.Write(next), time.GetUtcNow(), 1, cancellationToken);
            if (put.Outcome == DocumentOutcome.Written)
            {
                changes.Tell(Changes.Labels);
                return next;
            }

            row = put.Stored;
        }

        throw new ProblemException(Contracts.Problems.Unavailable);
    }

    private static ImmutableArray<LabelHue> LabelsOf(DocumentRow? row) => row is null ? [] : SettingsJson.Read<ImmutableArray<LabelHue>>(row.Body);
}
