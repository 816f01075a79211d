using Conversations.Contracts.Ports;
using Conversations.Store.Rows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;

namespace Conversations.Store.GrainState;

public static class StoreGrainStorageExtensions
{
    /// <summary>
    /// Makes the store the default storage of grain state, and reads everybody's from there at once where no other <see cref="IRoster"/> is registered;
    /// <see cref="StoreServices.AddConversationsStore"/> must have registered it.
    /// </summary>
    public static ISiloBuilder AddStoreGrainStorage(this ISiloBuilder builder)
    {
        builder.Services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, static (services, _) => new StoreGrainStorage(services.GetRequiredService<ISettingsRows>()));
        builder.Services.TryAddSingleton<IRoster>(static services => new RosterRows(services.GetRequiredService<ISettingsRows>(), services.GetRequiredService<TimeProvider>()));
        return builder;
    }
}
