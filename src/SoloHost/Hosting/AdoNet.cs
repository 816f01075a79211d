using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SoloHost.Engine;

namespace Orleans.Configuration
{
    /// <summary>The table of cluster members. The Solo host is the only member of its cluster and opens no connection.</summary>
    public class AdoNetClusteringSiloOptions
    {
        public string? ConnectionString { get; set; }

        public string Invariant { get; set; } = "";
    }

    public class AdoNetClusteringClientOptions
    {
        public string? ConnectionString { get; set; }

        public string Invariant { get; set; } = "";
    }

    /// <summary>The table of reminders. The Solo host keeps reminders in memory.</summary>
    public class AdoNetReminderTableOptions
    {
        public string? ConnectionString { get; set; }

        public string Invariant { get; set; } = "";
    }
}

namespace Orleans.Hosting
{
    public static class AdoNetHostingExtensions
    {
        public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<AdoNetClusteringSiloOptions> configureOptions) =>
            builder.Configure(configureOptions);

        public static ISiloBuilder UseAdoNetClustering(this ISiloBuilder builder, Action<OptionsBuilder<AdoNetClusteringSiloOptions>> configureOptions)
        {
            configureOptions(builder.Services.AddOptions<AdoNetClusteringSiloOptions>());
            return builder;
        }

        public static IClientBuilder UseAdoNetClustering(this IClientBuilder builder, Action<AdoNetClusteringClientOptions> configureOptions) =>
            builder.Configure(configureOptions);

        public static IClientBuilder UseAdoNetClustering(this IClientBuilder builder, Action<OptionsBuilder<AdoNetClusteringClientOptions>> configureOptions)
        {
            configureOptions(builder.Services.AddOptions<AdoNetClusteringClientOptions>());
            return builder;
        }
    }

    public static class SiloBuilderReminderExtensions
    {
        public static ISiloBuilder UseAdoNetReminderService(this ISiloBuilder builder, Action<AdoNetReminderTableOptions> configureOptions)
        {
            builder.Services.TryAddSingleton<ReminderService>();
            return builder.Configure(configureOptions);
        }

        public static ISiloBuilder UseAdoNetReminderService(this ISiloBuilder builder, Action<OptionsBuilder<AdoNetReminderTableOptions>> configureOptions)
        {
            builder.Services.TryAddSingleton<ReminderService>();
            configureOptions(builder.Services.AddOptions<AdoNetReminderTableOptions>());
            return builder;
        }
    }

    public static class SiloBuilderReminderMemoryExtensions
    {
        public static ISiloBuilder UseInMemoryReminderService(this ISiloBuilder builder)
        {
            builder.Services.TryAddSingleton<ReminderService>();
            return builder;
        }
    }
}
