using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Edge;

public sealed class PagesTests : IAsyncLifetime
{
    private const string Script = "assets/index-1.js";
    private readonly string root = Directory.CreateTempSubdirectory("conversations-pages-").FullName;
    private RunningServer server = null!;

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(root, "assets"));
        await File.WriteAllTextAsync(Path.Combine(root, "index.html"), "<!doctype html><title>Conversations</title>");
        await File.WriteAllTextAsync(Path.Combine(root, Script), string.Concat(Enumerable.Repeat("export const answer = 42;\n", 1000)));
        server = await RunningServer.StartAsync("--webroot", root);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/in/token")]
    [InlineData("/mine/c1")]
    [InlineData("/unattended")]
    [InlineData("/all?state=closed")]
    [InlineData("/queue/q1/c1")]
    [InlineData("/search?q=suitcase")]
    [InlineData("/search/c1?q=suitcase")]
    [InlineData("/settings/queues")]
    public async Task Every_address_of_the_dashboard_can_be_opened_anew(string path)
    {
        var page = (await server.Anonymous().GetAsync(path)).Is(HttpStatusCode.OK);

        Assert.Contains("<title>Conversations</title>", page.Text);
        Assert.Equal("no-cache", page.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData("br")]
    [InlineData("gzip")]
    public async Task A_file_goes_compressed_to_a_browser_that_takes_it_so(string encoding)
    {
        var file = await server.Anonymous().SendAsync(HttpMethod.Get, "/" + Script, change: request => request.Headers.AcceptEncoding.ParseAdd(encoding));

        Assert.Equal(encoding, Assert.Single(file.ContentHeaders.ContentEncoding));
        Assert.InRange(file.Text.Length, 1, 1000);
        Assert.Contains("Accept-Encoding", file.Headers.Vary);
        Assert.Equal("public, max-age=31536000, immutable", file.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_file_goes_plain_to_a_browser_that_does_not_ask() =>
        Assert.StartsWith("export const answer", (await server.Anonymous().GetAsync("/" + Script)).Is(HttpStatusCode.OK).Text);

    [Fact]
    public async Task An_answer_with_a_person_s_data_is_never_compressed()
    {
        var answer = await server.Admin.SendAsync(HttpMethod.Get, "/api/v1/employees", change: request => request.Headers.AcceptEncoding.ParseAdd("br"));

        Assert.Empty(answer.ContentHeaders.ContentEncoding);
    }
}
