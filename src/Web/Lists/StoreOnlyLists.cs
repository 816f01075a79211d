using Conversations.Contracts.Ports;

namespace Conversations.Web.Lists;

/// <summary>A node without live windows: its lists come from the store, which is never older than an answered command.</summary>
public sealed class StoreOnlyLists : IListFreshness
{
    public void Apply(SummaryRow row)
    {
    }
}
