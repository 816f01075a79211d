using Conversations.Contracts.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Testing.MemoryStore;

public static class MemoryStoreServices
{
    /// <summary>Every port of the store for one process, over a database that other processes may share. Asks the services for a <see cref="TimeProvider"/>.</summary>
    public static IServiceCollection AddMemoryStore(this IServiceCollection services, MemoryDatabase database, Func<IServiceProvider, IStoreWeather>? weather = null)
    {
        services.AddSingleton(provider => new MemoryLine(database, weather?.Invoke(provider) ?? StillWeather.Instance));
        services.AddSingleton<MemoryWriter>();
        services.AddSingleton<MemoryJournal>();
        services.AddSingleton<IJournal>(provider => provider.GetRequiredService<MemoryJournal>());
        services.AddSingleton<IJournalFeed>(provider => provider.GetRequiredService<MemoryJournal>());
        services.AddSingleton<ISummaries, MemorySummaries>();
        services.AddSingleton<IOutbox, MemoryOutbox>();
        services.AddSingleton<IDeadlines, MemoryDeadlines>();
        services.AddSingleton<ISettingsRows, MemorySettings>();
        services.AddSingleton<ICredentials, MemoryCredentials>();
        services.AddSingleton<IDocuments, MemoryDocuments>();
        services.AddSingleton<IAttachments, MemoryAttachments>();
        services.AddSingleton<IQuarantine, MemoryQuarantine>();
        services.AddSingleton<INotices, MemoryNotices>();
        services.AddSingleton<IPromises, MemoryPromises>();
        services.AddSingleton<IStore, MemoryStart>();
        return services;
    }
}
