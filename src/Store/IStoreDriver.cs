using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Conversations.Store.Search;

namespace Conversations.Store;

/// <summary>One engine: its connections, its writer, and its way to start.</summary>
internal interface IStoreDriver : IStore, IAppendWriter, IAsyncDisposable
{
    /// <summary>For reads and small writes that a person or the edge waits for.</summary>
    ISql Interactive { get; }

    /// <summary>For sending replies; it has connections of its own, so that neither starves the other.</summary>
    ISql Outbox { get; }

    /// <summary>The index of searches; on PostgreSQL with connections of its own.</summary>
    ISearchTables Search { get; }

    JournalFeed Feed { get; }
}
