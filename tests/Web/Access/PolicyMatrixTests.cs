using System.Collections.Immutable;
using System.Net;
using System.Reflection;
using Conversations.Contracts.Access;
using Conversations.Web.Access;
using Conversations.Web.Hubs;
using Conversations.Web.Tests.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Web.Tests.Access;

/// <summary>Every role, a key and nobody, against every route there is, as the one policy table says.</summary>
public sealed class PolicyMatrixTests(SharedServer shared)
{
    private static readonly string[] OpenRoutes =
    [
        "POST /hooks/{channelId}", "POST /hooks/{channelId}/status", "POST /api/v1/session", "POST /api/v1/session/link", "GET /openapi/v1.json", "GET /files/{token}", "GET /t/{token}",
        "GET /health/live", "GET /health/ready", "GET /metrics", "GET /", "GET /in/{token}", "GET /c/{**rest}", "GET /mine/{**rest}",
        "GET /unattended/{**rest}", "GET /all/{**rest}", "GET /queue/{**rest}", "GET /floor/{**rest}", "GET /search/{**rest}", "GET /settings/{**rest}",
    ];

    [Fact]
    public void Only_these_routes_are_open_to_all() =>
        Assert.Equivalent(OpenRoutes, Routes().Where(route => route.Permission is null).Select(route => route.Name).ToArray(), strict: true);

    [Fact]
    public async Task Nobody_gets_in_anywhere_else()
    {
        using var nobody = shared.Server.Anonymous();
        foreach (var route in Routes().Where(route => route.Permission is not null))
        {
            (await CallAsync(nobody, route)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
        }
    }

    [Theory]
    [InlineData("agent", Role.Agent)]
    [InlineData("lead", Role.Lead)]
    [InlineData("admin", Role.Admin)]
    [InlineData("operator", Role.Operator)]
    [InlineData("auditor", Role.Auditor)]
    [InlineData("colleague", Role.Colleague)]
    public async Task A_role_gets_in_where_the_table_says_and_nowhere_else(string name, Role role)
    {
        var (id, key) = await shared.EmployAsync(name);
        var link = (await shared.Admin.PostAsync($"/api/v1/employees/{id}/link")).Is(HttpStatusCode.Created)["link"];
        using var browser = shared.Server.Anonymous();
        (await browser.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);

        foreach (var route in Routes().Where(route => route.Permission is not null && !route.Name.StartsWith("DELETE /api/v1/session", StringComparison.Ordinal)))
        {
            foreach (var caller in new[] { key, browser })
            {
                var answer = await CallAsync(caller, route);
                var isRefused = answer.Status == HttpStatusCode.Forbidden && answer.Slug == "forbidden";
                var isKeyForPassword = caller == key && route.Name.EndsWith("/password", StringComparison.Ordinal);
                Assert.True(isRefused == (!Policy.Allows(role, route.Permission!.Value) || isKeyForPassword), $"{name} at {route.Name}: {answer.Status} {answer.Text}");
            }
        }
    }

    [Fact]
    public void Every_hub_method_names_its_permission()
    {
        var methods = typeof(DashboardHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition() == method && !method.IsSpecialName).ToList();

        Assert.NotEmpty(methods);
        Assert.All(methods, method => Assert.NotNull(method.GetCustomAttribute<RequiresAttribute>()));
    }

    [Fact]
    public void A_route_that_says_nothing_stops_the_start()
    {
        var routes = new TestRoutes(new RouteEndpoint(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/new"), 0, EndpointMetadataCollection.Empty, "new"));
        var refusal = Assert.Throws<InvalidOperationException>(() => routes.RequireEveryEndpointToNameItsPermission());
        Assert.Contains("new", refusal.Message);
    }

    private async Task<Answer> CallAsync(ApiClient caller, Route route)
    {
        var path = route.Path.Replace("{id}", "unknown").Replace("{replyId}", "unknown").Replace("{prefix}", "unknown").Replace("{secretId}", "unknown");

        // A body that no call takes: who may call is known before it is read, and nothing is done.
        return await caller.SendAsync(new HttpMethod(route.Method), path, route.Method is "GET" or "DELETE" ? null : "{\"nothing\":1}");
    }

    private ImmutableArray<Route> Routes() =>
    [
        .. shared.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => !endpoint.RoutePattern.RawText!.StartsWith("/hub/", StringComparison.Ordinal))
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(method =>
                new Route(method, endpoint.RoutePattern.RawText!, endpoint.Metadata.GetMetadata<RequiresAttribute>()?.Permission))),
    ];

    private sealed record Route(string Method, string Path, Permission? Permission)
    {
        public string Name => $"{Method} {Path}";
    }

    private sealed class TestRoutes(Endpoint endpoint) : IEndpointRouteBuilder
    {
        public IServiceProvider ServiceProvider => throw new NotSupportedException();

        public ICollection<EndpointDataSource> DataSources { get; } = [new DefaultEndpointDataSource(endpoint)];

        public Microsoft.AspNetCore.Builder.IApplicationBuilder CreateApplicationBuilder() => throw new NotSupportedException();
    }
}
