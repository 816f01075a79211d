using Conversations.Contracts.Feed;
using Conversations.Web.Feed;
using Conversations.Web.Lists;
using Conversations.Web.Presence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Conversations.Web.Hubs;

/// <summary>All that the dashboard's hub needs, beside the store's ports, IRevocation, IDirectory, IGrainFactory and TimeProvider.</summary>
public static class DashboardHubSetup
{
    public const string Path = "/hub/dashboard";
    private const int ReceiveBytesMax = 32 * 1024;

    /// <summary>Adds the feed reader, the live state and the hub. Options "Dashboards" and "Feed" are bound by the caller.</summary>
    public static IServiceCollection AddDashboardHub(this IServiceCollection services)
    {
        services.AddOptions<DashboardOptions>().Validate(static options => options.IsValid(), "Dashboards: a bound is out of its range.").ValidateOnStart();
        services.AddOptions<FeedOptions>().Validate(static options => options.IsValid(), "Feed: a bound is out of its range.").ValidateOnStart();
        services.TryAddSingleton(static provider => provider.GetRequiredService<IOptions<DashboardOptions>>().Value);
        AddLiveState(services);
        AddHub(services);
        return services;
    }

    public static IApplicationBuilder UseHubOrigin(this IApplicationBuilder app) => app.UseMiddleware<HubOrigin>();

    public static HubEndpointConventionBuilder MapDashboardHub(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapHub<DashboardHub>(Path, static options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.AllowStatefulReconnects = false;
            options.CloseOnAuthenticationExpiration = true;
            options.ApplicationMaxBufferSize = ReceiveBytesMax * 2;
            options.TransportMaxBufferSize = 64 * 1024;
            options.WebSockets.CloseTimeout = TimeSpan.FromSeconds(2);
        });

    private static void AddLiveState(IServiceCollection services)
    {
        services.AddSingleton<ChangeSignal>();
        services.AddSingleton<LiveLists>();
        services.AddSingleton<ConversationTails>();
        services.AddSingleton<LiveState>();
        services.AddSingleton<IListFreshness>(static provider => provider.GetRequiredService<LiveState>());
        services.TryAddSingleton(WebNode.New());
        services.AddSingleton<NodeWatch>();
        services.TryAddSingleton<IFeedLine, GrainFeedLine>();
        services.AddSingleton<FeedReader>();
        services.AddSingleton<ILiveReadiness>(static provider => provider.GetRequiredService<FeedReader>());
        services.AddHostedService(static provider => provider.GetRequiredService<FeedReader>());
    }

    private static void AddHub(IServiceCollection services)
    {
        services.AddSingleton<Dashboards>();
        services.AddSingleton<SignBoard>();
        services.AddSingleton<PresenceBoard>();
        services.TryAddSingleton<IPresenceLine, GrainPresenceLine>();
        services.AddSingleton<PresenceExchange>();
        services.AddHostedService(static provider => provider.GetRequiredService<PresenceExchange>());
        services.AddSingleton<LineBook>();
        services.AddHostedService(static provider => provider.GetRequiredService<LineBook>());
        services.AddSingleton<LiveFigures>();
        services.AddSingleton<DashboardParts>();
        services.AddSingleton<SignExchange>();
        services.AddHostedService(static provider => provider.GetRequiredService<SignExchange>());
        services.AddSingleton<PersonalEvents>();
        services.AddSingleton<IPersonalEvents>(static provider => provider.GetRequiredService<PersonalEvents>());
        services.AddHostedService(static provider => provider.GetRequiredService<PersonalEvents>());
        services.AddSingleton<UnsettledNews>();
        services.AddHostedService(static provider => provider.GetRequiredService<UnsettledNews>());
        services.AddSingleton<OfferNews>();
        services.AddHostedService(static provider => provider.GetRequiredService<OfferNews>());
        services.AddSingleton<FloorNews>();
        services.AddHostedService(static provider => provider.GetRequiredService<FloorNews>());
        services.TryAddSingleton<IFloorDoor, GrainFloorDoor>();
        services.AddSingleton<FloorCalls>();
        services.TryAddSingleton<IAttendance, GrainAttendance>();
        services.AddSingleton<Attending>();
        services.AddHostedService(static provider => provider.GetRequiredService<Attending>());
        services.AddSingleton<DashboardDoor>();
        services.AddSingleton<ListCalls>();
        services.AddSingleton<ConversationCalls>();
        services.AddSingleton<ResumeCall>();
        services.AddSingleton<HubPolicy>();
        services.AddSingleton<FramePump>();
        services.AddHostedService(static provider => provider.GetRequiredService<FramePump>());
        services.AddSingleton<RevocationWatch>();
        services.AddHostedService(static provider => provider.GetRequiredService<RevocationWatch>());
        // After SignalR, which switches these checks off for its own slower ones.
        services.AddOptions<Microsoft.AspNetCore.Builder.WebSocketOptions>().PostConfigure<DashboardOptions>(static (sockets, dashboards) =>
            (sockets.KeepAliveInterval, sockets.KeepAliveTimeout) = (dashboards.LineCheckEvery, dashboards.LineCheckPatience));
        services.AddSignalR(static options =>
        {
            options.EnableDetailedErrors = false;
            options.MaximumReceiveMessageSize = ReceiveBytesMax;
            options.MaximumParallelInvocationsPerClient = 1;
            options.StreamBufferCapacity = 10;
            options.HandshakeTimeout = TimeSpan.FromSeconds(15);
            options.KeepAliveInterval = TimeSpan.FromSeconds(15);
            options.ClientTimeoutInterval = TimeSpan.FromSeconds(30);
        }).AddHubOptions<DashboardHub>(static options => options.AddFilter<HubPolicy>())
        .AddJsonProtocol(static options => options.PayloadSerializerOptions.MaxDepth = Contracts.Limits.JsonDepthMax);
        services.RemoveAll<IHubProtocol>();
        services.AddSingleton<IHubProtocol>(static provider =>
            new StrictHubProtocol(new JsonHubProtocol(provider.GetRequiredService<IOptions<JsonHubProtocolOptions>>())));
        services.AddSingleton<HubLifetimeManager<DashboardHub>, DashboardLines>();
    }
}
