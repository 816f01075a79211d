using System.Net;
using Conversations.Web.Access;
using Conversations.Web.Errors;
using Conversations.Web.Hubs;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration.Memory;

namespace Conversations.Web.Edge;

/// <summary>The bounds of the server, and the order in which a request meets what guards it.</summary>
public static class EdgeSetup
{
    private const int BodyBytesMax = 2 * 1024 * 1024;
    private const int HeaderBytesMax = 32 * 1024;
    private const int HeadersMax = 64;
    private const int LineBytesMax = 8 * 1024;
    private const int ConnectionsMax = 20_000;
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(130);

    /// <summary>What holds where nothing is set.</summary>
    public static void AddEdgeDefaults(this ConfigurationManager configuration) =>
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new("Urls", "http://127.0.0.1:8080")] });

    public static void AddEdge(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyBytesMax;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytesMax;
            kestrel.Limits.MaxRequestHeaderCount = HeadersMax;
            kestrel.Limits.MaxRequestLineSize = LineBytesMax;
            kestrel.Limits.MaxConcurrentConnections = ConnectionsMax;
            kestrel.Limits.MaxConcurrentUpgradedConnections = ConnectionsMax;
            kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
            kestrel.Limits.KeepAliveTimeout = KeepAlive;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
            kestrel.AllowResponseHeaderCompression = false;
        });
        builder.Services.AddPageFiles();
        builder.Services.AddSingleton(new AllowedHosts(builder.Configuration["AllowedHosts"], builder.Configuration["Urls"]));

        // Our own check answers with a problem; the framework's, which cannot, lets everything pass.
        builder.Services.PostConfigure<HostFilteringOptions>(static options => options.AllowedHosts = ["*"]);
        builder.Services.Configure<ForwardedHeadersOptions>(options => TrustKnownProxies(options, builder.Configuration["ForwardedHeaders:KnownProxies"]));
    }

    public static void UseEdge(this WebApplication app)
    {
        if (!string.IsNullOrWhiteSpace(app.Configuration["ForwardedHeaders:KnownProxies"]))
        {
            app.UseForwardedHeaders();
        }

        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ProblemsMiddleware>();
        app.UseMiddleware<HostCheck>();
        app.UseHubOrigin();
        app.UseRouting();
        app.UseWebSockets();
        app.UseMiddleware<Identification>();
    }

    /// <summary>Only scheme and address, only from those proxies: whatever else a client sends in such headers is not believed.</summary>
    private static void TrustKnownProxies(ForwardedHeadersOptions options, string? proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var text in (proxies ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (text.Contains('/', StringComparison.Ordinal))
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(text));
            }
            else
            {
                options.KnownProxies.Add(IPAddress.Parse(text));
            }
        }
    }
}
