using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Store;

namespace Conversations.Web.Kept;

/// <summary>A label's new name in everybody's saved filters, each written under the revision that was read; whose they are is told.</summary>
public sealed class FilterRenaming(IDocuments documents, Changes changes, TimeProvider time)
{
    private const int PageMax = 200;
    private const int TriesMax = 3;

    public async ValueTask RunAsync(string from, string to, CancellationToken cancellationToken)
    {
        var after = default(DocumentKey);
        while (await documents.ListAllAsync(SavedFilter.Kind, after, PageMax, cancellationToken) is { IsEmpty: false } page)
        {
            var owners = new HashSet<string>(StringComparer.Ordinal);
            foreach (var (key, row) in page)
            {
                if (await RenamedAsync(key, row, from, to, cancellationToken))
                {
                    owners.Add(key.Owner);
                }
            }

            foreach (var owner in owners)
            {
                changes.Tell(Changes.SavedFilters, owner == DocumentKey.Everybody ? null : new EmployeeId(owner));
            }

            after = page[^1].Key;
        }
    }

    /// <summary>Whoever changed it meanwhile may have chosen the old name again; whoever took it away has nothing to rename.</summary>
    private async ValueTask<bool> RenamedAsync(DocumentKey key, DocumentRow? row, string from, string to, CancellationToken cancellationToken)
    {
        for (var tries = 1; tries <= TriesMax && row is not null; tries++)
        {
            var filter = SettingsJson.Read<SavedFilter>(row.Body);
            if (filter.Spec.Label != from)
            {
                return false;
            }

            var body = SettingsJson.Write(filter with { Spec = filter.Spec with { Label = to } });
            var put = await documents.PutAsync(key, row.Revision, row.Excerpt, body, time.GetUtcNow(), int.MaxValue, cancellationToken);
            if (put.Outcome == DocumentOutcome.Written)
            {
                return true;
            }

            row = put.Stored;
        }

        return row is null ? false : throw new Errors.ProblemException(Problems.Unavailable);
    }
}
