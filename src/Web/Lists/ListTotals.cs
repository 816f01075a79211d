using Conversations.Contracts;
using Conversations.Web.Feed;

namespace Conversations.Web.Lists;

/// <summary>How many conversations a list holds: from the index, whose views follow changes and are kept while somebody asks; what it cannot tell, from the store.</summary>
public sealed class ListTotals(LiveLists lists, ILiveReadiness live)
{
    public async ValueTask<long> OfAsync(ListSpec spec, EmployeeId reader, CancellationToken cancellationToken)
    {
        if (spec.IsOfStore || !live.Ready.IsCompletedSuccessfully || lists.Index.Use(spec) is not { } view)
        {
            return (await lists.Summaries.QueryAsync(spec.ToQuery(reader, 1, null), cancellationToken)).Total;
        }

        try
        {
            return lists.Index.Read(view, 0, []).Total;
        }
        finally
        {
            lists.Index.Release(view);
        }
    }
}
