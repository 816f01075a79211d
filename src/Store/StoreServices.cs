using Conversations.Contracts.Ports;
using Conversations.Store.PostgreSql;
using Conversations.Store.Rows;
using Conversations.Store.Search;
using Conversations.Store.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Conversations.Store;

public static class StoreServices
{
    /// <summary>
    /// Registers every port of the store but <see cref="IRoster"/>, which comes with grain storage. <see cref="IStore.StartAsync"/> must have ended before any of them is
    /// used; the container's disposal commits what still waits and closes.
    /// </summary>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">A setting is missing or out of range.</exception>
    public static IServiceCollection AddConversationsStore(this IServiceCollection services, StoreOptions options)
    {
        options.Validate();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        if (options.Provider == StoreProvider.PostgreSql)
        {
            services.AddSingleton<PostgreSqlStore>();
            services.AddSingleton<IStoreDriver>(static provider => provider.GetRequiredService<PostgreSqlStore>());
        }
        else
        {
            services.AddSingleton<SqliteStore>();
            services.AddSingleton<IStoreDriver>(static provider => provider.GetRequiredService<SqliteStore>());
        }

        services.AddSingleton<IStore>(static provider => provider.GetRequiredService<IStoreDriver>());
        services.AddSingleton(static provider => Journal(provider));
        services.AddSingleton<IJournal>(static provider => provider.GetRequiredService<JournalPort>());
        services.AddSingleton<IJournalFeed>(static provider => provider.GetRequiredService<JournalPort>());
        services.AddSingleton<ISummaries>(static provider => new SummaryRows(Interactive(provider)));
        services.AddSingleton<IDeadlines>(static provider => new DeadlineRows(Interactive(provider)));
        services.AddSingleton<ISettingsRows>(static provider => new SettingsRows(Interactive(provider)));
        services.AddSingleton<ICredentials>(static provider => new CredentialRows(Interactive(provider)));
        services.AddSingleton<IDocuments>(static provider => new DocumentRows(Interactive(provider)));
        services.AddSingleton<IAttachments>(static provider => new AttachmentRows(Interactive(provider)));
        services.AddSingleton<INotices>(static provider => new NoticeRows(Interactive(provider)));
        services.AddSingleton<IUnsettledReplies>(static provider => new UnsettledReplyRows(Interactive(provider)));
        services.AddSingleton<IPromises>(static provider => new PromiseRows(Interactive(provider)));
        services.AddSingleton<IQuarantine>(static provider => new QuarantineRows(Interactive(provider)));
        services.AddSingleton<IOutbox>(static provider =>
            new OutboxRows(provider.GetRequiredService<IStoreDriver>().Outbox, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISearch>(static provider => new SearchRows(Search(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ISearchIndex>(static provider => new SearchIndexer(Search(provider), Interactive(provider), provider.GetRequiredService<TimeProvider>()));
        return services;
    }

    private static ISearchTables Search(IServiceProvider provider) => provider.GetRequiredService<IStoreDriver>().Search;

    private static ISql Interactive(IServiceProvider provider) => provider.GetRequiredService<IStoreDriver>().Interactive;

    private static JournalPort Journal(IServiceProvider provider)
    {
        var driver = provider.GetRequiredService<IStoreDriver>();
        return new JournalPort(driver, new JournalReads(driver.Interactive, provider.GetRequiredService<TimeProvider>()), new Erasure(driver.Interactive), driver.Feed);
    }
}
