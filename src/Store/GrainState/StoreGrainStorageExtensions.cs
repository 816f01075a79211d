using Conversations.Contracts.Ports;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Providers;
using Orleans.Runtime.Hosting;

namespace Conversations.Store.GrainState;

public static class StoreGrainStorageExtensions
{
    /// <summary>Makes the store the default storage of grain state; <see cref="StoreServices.AddConversationsStore"/> must have registered it.</summary>
    public static ISiloBuilder AddStoreGrainStorage(this ISiloBuilder builder)
    {
        builder.Services.AddGrainStorage(
            ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, static (services, _) => new StoreGrainStorage(services.GetRequiredService<ISettingsRows>()));
        return builder;
    }
}
