using System.Net;
using System.Text;
using Conversations.Web.Access;
using Conversations.Web.Tests.Running;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Conversations.Web.Tests.Edge;

/// <summary>Whatever is sent, wherever: a problem of the 4xx, never a 500.</summary>
public sealed class HostileInputTests(SharedServer shared)
{
    private static readonly string[] Paths = ["x", "%00", "..%2f..%2fetc%2fpasswd", "%F0%9F%98%80", "' OR 1=1 --", "%ED%A0%80", "{id}", "$ne", "<script>", new string('a', 2_000)];

    private static readonly byte[][] Bodies =
    [
        [], "null"u8.ToArray(), "[]"u8.ToArray(), "{}"u8.ToArray(), "{\"id\":{\"$gt\":\"\"}}"u8.ToArray(), "{\"__proto__\":{}}"u8.ToArray(),
        Encoding.UTF8.GetBytes(new string('[', 100_000)), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 20_000))),
        [0xFF, 0xFE, 0x00], [0x00], "{\"id\":1e999}"u8.ToArray(), "{\"id\":\"\\u0000\"}"u8.ToArray(), "{\"name\":\"\\ud800\"}"u8.ToArray(),
        Encoding.Unicode.GetBytes("{\"id\":1}"), Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', 200_000) + "\"}"),
    ];

    [Fact]
    public async Task No_path_body_or_query_breaks_any_route()
    {
        var random = new Random(7);
        foreach (var route in shared.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var pattern = route.RoutePattern.RawText!;
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [])
            {
                for (var round = 0; round < 12; round++)
                {
                    var path = string.Join('/', pattern.Split('/').Select(part => part.StartsWith('{') ? Paths[random.Next(Paths.Length)] : part));
                    var query = round % 3 == 0 ? "?" + Paths[random.Next(Paths.Length)] + "=" + Paths[random.Next(Paths.Length)] : "";
                    var body = method is "GET" ? null : Bodies[random.Next(Bodies.Length)];
                    var answer = await shared.Admin.SendAsync(new HttpMethod(method), path + query, body);
                    Assert.True((int)answer.Status < 500, $"{method} {path}{query}: {answer.Status} {answer.Text}");
                }
            }
        }
    }

    [Fact]
    public async Task Odd_headers_break_nothing()
    {
        (string Name, string Value)[] headers =
        [
            ("Authorization", "Bearer " + new string('a', 5_000)), ("Authorization", "Bearer é"), ("Cookie", "conversations=%00; conversations=x"), ("Cookie", new string(';', 500)),
            ("X-CSRF-Token", "a\tb"), ("Origin", "::"), ("Content-Type", "application/json; charset="), ("Accept", "nothing/at-all"), ("X-Forwarded-For", "999.1.1.1"),
            ("X-Forwarded-Proto", "https"), ("X-HTTP-Method-Override", "DELETE"), ("Range", "bytes=0-0"), ("Expect", "100-continue"), ("If-None-Match", "*"),
        ];
        foreach (var (name, value) in headers)
        {
            foreach (var path in new[] { "/api/v1/session", "/api/v1/conversations", "/hooks/" + shared.Channel.Id, "/hub/dashboard", "/" })
            {
                foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
                {
                    using var anybody = shared.Server.Anonymous();
                    var answer = await anybody.SendAsync(method, path, method == HttpMethod.Post ? "{}" : null, request =>
                    {
                        request.Headers.TryAddWithoutValidation(name, value);
                        request.Content?.Headers.TryAddWithoutValidation(name, value);
                    });
                    Assert.True((int)answer.Status < 500, $"{method} {path} {name}: {value} gave {answer.Status}");
                }
            }
        }
    }

    [Fact]
    public async Task Headers_beyond_the_bound_are_refused()
    {
        using var anybody = shared.Server.Anonymous();
        var answer = await anybody.SendAsync(HttpMethod.Get, "/health/live", change: request => request.Headers.Add("X-Long", new string('x', 40_000)));
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.Status);
    }
}
