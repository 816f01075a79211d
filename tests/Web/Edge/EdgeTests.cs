using System.Net;
using System.Net.Sockets;
using System.Text;
using Conversations.Contracts.Cluster;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Edge;

public sealed class EdgeTests(SharedServer shared)
{
    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.")]
    [InlineData("0.0.0.0")]
    public async Task Another_host_is_refused(string host)
    {
        foreach (var path in new[] { "/", "/api/v1/session", "/health/live", "/hooks/x", "/hub/dashboard" })
        {
            (await shared.Admin.SendAsync(HttpMethod.Get, path, change: request => request.Headers.Host = host)).Is(HttpStatusCode.BadRequest, "invalid-host");
        }
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:9")]
    [InlineData("[::1]:80")]
    [InlineData("127.0.0.1")]
    public async Task This_machine_s_names_are_allowed(string host) =>
        (await shared.Admin.SendAsync(HttpMethod.Get, "/health/live", change: request => request.Headers.Host = host)).Is(HttpStatusCode.OK);

    [Fact]
    public async Task Configured_hosts_replace_the_default()
    {
        await using var server = await RunningServer.StartAsync("--AllowedHosts", "desk.example.org;*.chat.example.org");
        async Task<HttpStatusCode> AsAsync(string host) => (await server.Admin.SendAsync(HttpMethod.Get, "/health/live", change: request => request.Headers.Host = host)).Status;

        Assert.Equal(HttpStatusCode.OK, await AsAsync("desk.example.org"));
        Assert.Equal(HttpStatusCode.OK, await AsAsync("a.chat.example.org"));
        Assert.Equal(HttpStatusCode.BadRequest, await AsAsync("chat.example.org"));
        Assert.Equal(HttpStatusCode.BadRequest, await AsAsync("localhost"));
    }

    [Fact]
    public async Task Every_answer_carries_the_headers_that_guard_browsers()
    {
        foreach (var path in new[] { "/api/v1/session", "/nowhere", "/health/live", "/api/v1/conversations?x=1" })
        {
            var headers = (await shared.Admin.GetAsync(path)).Headers;
            Assert.Equal("nosniff", Assert.Single(headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(headers.GetValues("Referrer-Policy")));
            Assert.Equal("same-origin", Assert.Single(headers.GetValues("Cross-Origin-Opener-Policy")));
            Assert.Equal("no-store", headers.CacheControl?.ToString());
            var policy = Assert.Single(headers.GetValues("Content-Security-Policy"));
            Assert.All(["default-src 'self'", "script-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"], part => Assert.Contains(part, policy));
            Assert.DoesNotContain("unsafe", policy);
            Assert.False(headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task An_unknown_route_and_a_wrong_method_are_problems()
    {
        (await shared.Admin.GetAsync("/api/v1/nowhere")).Is(HttpStatusCode.NotFound, "not-found");
        (await shared.Admin.GetAsync("/wp-login.php")).Is(HttpStatusCode.NotFound, "not-found");
        var wrong = await shared.Admin.DeleteAsync("/api/v1/conversations");
        wrong.Is(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
        Assert.Contains("GET", wrong.ContentHeaders.Allow);
        (await shared.Admin.GetAsync("/hooks/" + shared.Channel.Id)).Is(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }

    [Fact]
    public async Task Live_and_ready_tell_the_truth_and_figures_are_shown()
    {
        using var anybody = shared.Server.Anonymous();
        Assert.Equal("live\n", (await anybody.GetAsync("/health/live")).Is(HttpStatusCode.OK).Text);
        Assert.Equal("ready\n", (await anybody.GetAsync("/health/ready")).Is(HttpStatusCode.OK).Text);
        var page = (await anybody.GetAsync("/metrics")).Is(HttpStatusCode.OK).Text;
        Assert.Contains("http_server_active_requests", page);
        Assert.DoesNotContain(RunningServer.AdminKey, page);
    }

    [Fact]
    public async Task The_document_describes_every_route_and_every_schema_it_names()
    {
        var document = (await shared.Server.Anonymous().GetAsync("/openapi/v1.json")).Is(HttpStatusCode.OK);
        var schemas = document.Json.GetProperty("components").GetProperty("schemas");
        foreach (var part in document.Text.Split("#/components/schemas/")[1..])
        {
            Assert.True(schemas.TryGetProperty(part[..part.IndexOf('"')], out _), part[..part.IndexOf('"')]);
        }

        var paths = document.Json.GetProperty("paths");
        var reply = paths.GetProperty("/api/v1/conversations/{id}/replies").GetProperty("post");
        Assert.Equal("reply", reply.GetProperty("x-permission").GetString());
        Assert.All(["202", "400", "401", "403", "404", "409", "413", "415", "422", "503"], status => Assert.True(reply.GetProperty("responses").TryGetProperty(status, out _), status));
        Assert.True(paths.TryGetProperty("/hooks/{channelId}", out _));
    }

    [Fact]
    public async Task The_cluster_tells_its_host_and_nodes()
    {
        var cluster = (await shared.Admin.GetAsync("/api/v1/cluster")).Is(HttpStatusCode.OK).Json;
        Assert.Matches("^(Orleans .+|Solo)$", cluster.GetProperty("host").GetString());
        Assert.Equal(["host", "silos", "webs"], cluster.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")]
    [InlineData("POST /hooks/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nContent-Length: 6\r\n\r\n0\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\n\r\n")]
    [InlineData("GET  /health/live\r\n\r\n")]
    [InlineData("\0\0\0\0\r\n\r\n")]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost\r\nX: \u0001\r\n\r\n")]
    public async Task Broken_HTTP_is_refused_and_the_connection_closed(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, shared.Server.Address.Port);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync();
        Assert.StartsWith("HTTP/1.1 400 ", answer);
    }

    [Fact]
    public async Task Member_mode_without_a_shared_database_refuses_to_start()
    {
        var refusal = await Assert.ThrowsAsync<System.ComponentModel.DataAnnotations.ValidationException>(() => RunningServer.StartAsync("--Cluster:Mode", "Member"));
        Assert.Contains(ProgrammingModel.IsOrleans ? "Store__Provider=PostgreSql" : "need Orleans", refusal.Message);
    }

    [Theory]
    [InlineData("--Cluster:Mode", "Both")]
    [InlineData("--Cluster:Endpoint", "nowhere")]
    [InlineData("--Store:Writers", "9")]
    public async Task A_wrong_setting_is_told_in_a_sentence(string name, string value) =>
        await Assert.ThrowsAsync<System.ComponentModel.DataAnnotations.ValidationException>(() => RunningServer.StartAsync(name, value));
}
