using System.ComponentModel.DataAnnotations;
using System.Net;
using Conversations.Contracts.Cluster;
using Conversations.Store;
using Microsoft.Extensions.Configuration;

namespace Conversations.Silo.Settings;

public enum ClusterMode
{
    /// <summary>Everything in one process.</summary>
    Single,

    /// <summary>One silo or web node of several.</summary>
    Member,
}

/// <summary>How this process stands in the deployment: sections "Store" and "Cluster" of the configuration.</summary>
public sealed record DeploymentSettings
{
    private const string SqliteDefault = "Data Source=data/conversations.db";

    /// <summary>Of its own: whoever has looked at the demo starts with a company of theirs, empty.</summary>
    private const string DemoDefault = "Data Source=data/demo.db";

    /// <summary>Default: SQLite in ./data, conversations.db, or demo.db for the demo.</summary>
    public required StoreOptions Store { get; init; }

    /// <summary>Cluster:Mode; default Single.</summary>
    public required ClusterMode Mode { get; init; }

    /// <summary>Cluster:Id; processes with the same id and store are one cluster. Default conversations.</summary>
    public required string ClusterId { get; init; }

    /// <summary>Cluster:Endpoint; where other silos reach this one. Default: this machine, a free port.</summary>
    public IPEndPoint? Endpoint { get; init; }

    /// <summary>Demo:Enabled; a sample company with customers who write. Default false; never beside real data.</summary>
    public bool IsDemo { get; init; }

    /// <exception cref="ValidationException">A setting is missing or out of range; the message says which, and what to do.</exception>
    public static DeploymentSettings Read(IConfiguration configuration)
    {
        var isDemo = configuration.GetValue("Demo:Enabled", false);
        var store = new StoreOptions();
        configuration.GetSection("Store").Bind(store);
        if (store.Provider == StoreProvider.Sqlite && string.IsNullOrWhiteSpace(store.ConnectionString))
        {
            store.ConnectionString = isDemo ? DemoDefault : SqliteDefault;
        }

        var mode = configuration["Cluster:Mode"] switch
        {
            null or "" or nameof(ClusterMode.Single) => ClusterMode.Single,
            nameof(ClusterMode.Member) => ClusterMode.Member,
            var other => throw new ValidationException($"Cluster:Mode is {other}; it must be Single or Member."),
        };
        if (mode == ClusterMode.Member && !ProgrammingModel.IsOrleans)
        {
            throw new ValidationException(
                "Several processes need Orleans, and this program was built on the Solo host, which runs in one: build it with -p:OrleansHost=Orleans where the Orleans packages can be restored (docs/orleans.md), or leave Cluster__Mode away.");
        }

        if (mode == ClusterMode.Member && store.Provider != StoreProvider.PostgreSql)
        {
            throw new ValidationException(
                "A cluster needs one database that all its processes share: set Store__Provider=PostgreSql and Store__ConnectionString. SQLite serves one process only.");
        }

        if (isDemo && store.Provider != StoreProvider.Sqlite)
        {
            throw new ValidationException("The demo invents people, so it runs on SQLite only: leave Demo__Enabled away, or Store__Provider.");
        }

        return new DeploymentSettings
        {
            IsDemo = isDemo,
            Store = store,
            Mode = mode,
            ClusterId = configuration["Cluster:Id"] is { Length: > 0 } id ? id : "conversations",
            Endpoint = EndpointOf(configuration["Cluster:Endpoint"]),
        };
    }

    /// <exception cref="ValidationException">This process is not set to be one of several.</exception>
    public DeploymentSettings RequireMember() =>
        Mode == ClusterMode.Member ? this : throw new ValidationException("A silo of its own is a member of a cluster: set Cluster__Mode=Member.");

    private static IPEndPoint? EndpointOf(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : IPEndPoint.TryParse(text.Replace("localhost", "127.0.0.1", StringComparison.OrdinalIgnoreCase), out var endpoint) && endpoint.Port > 0 ? endpoint
        : throw new ValidationException($"Cluster:Endpoint is {text}; it must be an address and a port, like 10.0.0.5:11111.");
}
