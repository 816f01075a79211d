using Conversations.Contracts.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Testing.StoreSuite;

/// <summary>One process's view of a store: its ports, and what closes it.</summary>
public sealed class StorePorts(IServiceProvider services, Func<ValueTask> close) : IAsyncDisposable
{
    public IServiceProvider Services => services;
    public IStore Store => services.GetRequiredService<IStore>();
    public IJournal Journal => services.GetRequiredService<IJournal>();
    public IJournalFeed Feed => services.GetRequiredService<IJournalFeed>();
    public ISummaries Summaries => services.GetRequiredService<ISummaries>();
    public IOutbox Outbox => services.GetRequiredService<IOutbox>();
    public IDeadlines Deadlines => services.GetRequiredService<IDeadlines>();
    public ISettingsRows Settings => services.GetRequiredService<ISettingsRows>();
    public ICredentials Credentials => services.GetRequiredService<ICredentials>();
    public IDocuments Documents => services.GetRequiredService<IDocuments>();
    public IAttachments Attachments => services.GetRequiredService<IAttachments>();
    public ISearch Search => services.GetRequiredService<ISearch>();
    public ISearchIndex SearchIndex => services.GetRequiredService<ISearchIndex>();
    public IQuarantine Quarantine => services.GetRequiredService<IQuarantine>();

    public static StorePorts Of(ServiceProvider services) => new(services, services.DisposeAsync);

    public ValueTask DisposeAsync() => close();
}

/// <summary>A database of one test's own.</summary>
public interface IStoreFixture : IAsyncDisposable
{
    /// <summary>A further process on the same database, not started.</summary>
    StorePorts Open();

    /// <summary>All that the database holds, as bytes of a dump or of its files, for finding what must not be there.</summary>
    ValueTask<byte[]> DumpAsync();
}
