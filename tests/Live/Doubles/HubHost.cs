using System.Security.Claims;
using Conversations.Testing.MemoryStore;
using Conversations.Web.Access;
using Conversations.Web.Feed;
using Conversations.Web.Hubs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Conversations.Live.Tests.Doubles;

/// <summary>A real Kestrel with the hub on it, and who asks read from the token: "ana", or "ana.key" for an API key of hers.</summary>
public sealed class HubHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HubHost(WebApplication app) => _app = app;

    public LiveStore Store { get; } = new();
    public FakeRevocation Revocation { get; } = new();
    public FakeLine Line { get; } = new();
    public LiveState State => _app.Services.GetRequiredService<LiveState>();
    public Dashboards Dashboards => _app.Services.GetRequiredService<Dashboards>();
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<HubHost> StartAsync(Action<DashboardOptions>? configure = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        builder.Services.AddDashboardHub();
        builder.Services.Configure(configure ?? (static _ => { }));
        HubHost? host = null;
        LiveNodeDoubles(builder.Services, () => host!);
        var app = builder.Build();
        host = new HubHost(app);
        app.Use(Identify);
        app.UseHubOrigin();
        app.UseRouting();
        app.MapDashboardHub();
        await app.StartAsync();
        await app.Services.GetRequiredService<ILiveReadiness>().Ready;
        return host;
    }

    public T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    /// <summary>Commits and tells the node.</summary>
    public void Commit(Contracts.Ports.SummaryRow row) => State.Apply(Store.Commit("w1", Rows.Append(row)));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static void LiveNodeDoubles(IServiceCollection services, Func<HubHost> host)
    {
        services.AddLogging();
        services.AddMemoryStore(new MemoryDatabase());
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<Contracts.Ports.ISummaries>(_ => host().Store);
        services.AddSingleton<Contracts.Ports.IJournal>(_ => host().Store);
        services.AddSingleton<Contracts.Ports.IJournalFeed>(_ => host().Store);
        services.AddSingleton<IFeedLine>(_ => host().Line);
        services.AddSingleton<Web.Presence.IAttendance>(new FakeAttendance());
        services.AddSingleton<IFloorDoor>(new FakeFloorDoor());
        services.AddSingleton<Web.Presence.IPresenceLine>(new FakePresenceLine("here", new FakePeople(TimeProvider.System)));
        services.AddSingleton<IRevocation>(_ => host().Revocation);
        services.AddSingleton<Web.Company.IDirectory>(new FakeDirectory());
    }

    private static Task Identify(HttpContext context, Func<Task> next)
    {
        var token = context.Request.Query["access_token"].FirstOrDefault() ?? context.Request.Headers.Cookie.FirstOrDefault();
        if (token is not null)
        {
            var claims = new List<Claim> { new(CallerClaims.Employee, token.Split('.')[0]) };
            if (token.EndsWith(".key", StringComparison.Ordinal))
            {
                claims.Add(new Claim(CallerClaims.KeyHash, "hash"));
            }

            context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, "test"));
        }

        return next();
    }
}
