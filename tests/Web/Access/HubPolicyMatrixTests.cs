using System.Net;
using System.Net.WebSockets;
using System.Reflection;
using System.Text.Json;
using Conversations.Contracts.Access;
using Conversations.Web.Access;
using Conversations.Web.Hubs;
using Conversations.Web.Tests.Running;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Web.Tests.Access;

/// <summary>Every role, by key and by cookie, at every method of every hub there is, as the one policy table says.</summary>
public sealed class HubPolicyMatrixTests(SharedServer shared)
{
    /// <summary>Each method with what it takes; who may call is known before it is looked at.</summary>
    private static readonly MethodInfo[] Methods =
    [
        .. typeof(DashboardHub).GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .Where(method => method.GetBaseDefinition() == method && !method.IsSpecialName),
    ];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void No_hub_stands_outside_this_matrix() => Assert.Equal(
        [typeof(DashboardHub)],
        shared.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.Select(endpoint => endpoint.Metadata.GetMetadata<HubMetadata>()?.HubType).OfType<Type>().Distinct());

    [Theory]
    [InlineData("agent", Role.Agent)]
    [InlineData("lead", Role.Lead)]
    [InlineData("admin", Role.Admin)]
    [InlineData("operator", Role.Operator)]
    [InlineData("auditor", Role.Auditor)]
    [InlineData("colleague", Role.Colleague)]
    public async Task A_role_may_call_what_the_table_says_and_nothing_else(string name, Role role)
    {
        var (id, key) = await shared.EmployKeyAsync(name);
        var link = (await shared.Admin.PostAsync($"/api/v1/employees/{id}/link")).Is(HttpStatusCode.Created)["link"];
        using var browser = shared.Server.Anonymous();
        (await browser.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);
        await using var byKey = new HubSocket();
        await byKey.OpenAsync(shared.Server.Address, key, cookies: null, Ct);
        await using var byCookie = new HubSocket();
        await byCookie.OpenAsync(shared.Server.Address, key: null, browser.Cookies, Ct);

        foreach (var method in Methods)
        {
            var permission = method.GetCustomAttribute<RequiresAttribute>()!.Permission;
            foreach (var line in new[] { byKey, byCookie })
            {
                var error = await line.ErrorOfAsync(method.Name, method.GetParameters().Select(ArgumentOf), Ct);
                var isRefused = error?.EndsWith("HubException: forbidden", StringComparison.Ordinal) ?? false;
                Assert.True(isRefused == !Policy.Allows(role, permission), $"{name} at {method.Name}: {error ?? "answered"}");
            }
        }
    }

    [Fact]
    public async Task Nobody_gets_in()
    {
        foreach (var (key, cookies) in new (string?, CookieContainer?)[] { (null, new CookieContainer()), ("no-key-at-all", null), (null, null) })
        {
            await using var line = new HubSocket();
            await Assert.ThrowsAsync<WebSocketException>(() => line.OpenAsync(shared.Server.Address, key, cookies, Ct));
            Assert.Equal(key is null && cookies is null ? HttpStatusCode.Forbidden : HttpStatusCode.Unauthorized, line.Status);
        }
    }

    private static string ArgumentOf(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(JsonElement) => "{}",
        var type when type == typeof(string) => "\"unknown\"",
        var type when type == typeof(bool) => "true",
        var type when type == typeof(int) || type == typeof(long) => "1",
        var type => throw new NotSupportedException($"A hub method takes {type}: say here what to send."),
    };
}
