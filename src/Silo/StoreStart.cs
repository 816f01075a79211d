using Conversations.Contracts.Ports;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Silo;

public static class StoreStart
{
    /// <summary>Brings the store's schema up to date before anything of the host starts; first rows are made by web nodes.</summary>
    public static ValueTask StartStoreAsync(this IServiceProvider services) =>
        services.GetRequiredService<IStore>().StartAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);
}
