using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Conversations.Testing.Processes;

namespace Conversations.Web.Tests.Running;

/// <summary>Calls the server as one caller: with a key, with a browser's cookies, or as nobody.</summary>
public sealed class ApiClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly HttpClient http;

    public ApiClient(Uri address, string? key)
    {
        http = new HttpClient(new SocketsHttpHandler { CookieContainer = Cookies, AllowAutoRedirect = false, RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 }) { BaseAddress = address };
        if (key is not null)
        {
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>Sent with every change once somebody signed in.</summary>
    public string? Csrf { get; set; }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    /// <summary>What follows behind the journal is asked for until it is there, a minute at most.</summary>
    public Task<JsonElement> GetUntilAsync(string path, Func<JsonElement, bool> holds) =>
        Asking.UntilAsync(async () => (await GetAsync(path)).Is(HttpStatusCode.OK).Json, holds, Patience, read => $"{path} still says {read}");

    public Task<Answer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> PutAsync(string path, object? body = null) => SendAsync(HttpMethod.Put, path, body);

    public Task<Answer> PatchAsync(string path, object? body = null) => SendAsync(HttpMethod.Patch, path, body);

    public Task<Answer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path);

    /// <param name="body">A string or bytes are sent as they are, anything else as JSON.</param>
    public async Task<Answer> SendAsync(HttpMethod method, string path, object? body = null, Action<HttpRequestMessage>? change = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            var bytes = body as byte[] ?? Encoding.UTF8.GetBytes(body as string ?? JsonSerializer.Serialize(body));
            request.Content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        }

        if (Csrf is not null)
        {
            request.Headers.Add("X-CSRF-Token", Csrf);
        }

        change?.Invoke(request);
        using var response = await http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers, response.Content.Headers);
    }

    /// <summary>Signs in and keeps the token against forgery.</summary>
    public async Task<Answer> SignInByLinkAsync(string link)
    {
        var answer = await PostAsync("/api/v1/session/link", new { token = link.Split('/')[^1] });
        Csrf = answer.Status == HttpStatusCode.OK ? answer.Json.GetProperty("csrfToken").GetString() : null;
        return answer;
    }

    public async Task<Answer> SignInAsync(string email, string password)
    {
        var answer = await PostAsync("/api/v1/session", new { email, password });
        Csrf = answer.Status == HttpStatusCode.OK ? answer.Json.GetProperty("csrfToken").GetString() : null;
        return answer;
    }

    public void Dispose() => http.Dispose();
}

public sealed record Answer(HttpStatusCode Status, byte[] Bytes, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders)
{
    public string Text => Encoding.UTF8.GetString(Bytes);

    public JsonElement Json => JsonDocument.Parse(Bytes).RootElement;

    public string this[string member] => Json.GetProperty(member).ToString();

    /// <summary>The problem's slug; fails when this is no well-formed problem.</summary>
    public string Slug
    {
        get
        {
            Assert.Equal("application/problem+json", ContentHeaders.ContentType?.ToString());
            Assert.Equal((int)Status, Json.GetProperty("status").GetInt32());
            Assert.NotEqual("", Json.GetProperty("title").GetString());
            Assert.NotEqual("", Json.GetProperty("traceId").GetString());
            var type = Json.GetProperty("type").GetString()!;
            Assert.StartsWith("/problems/", type);
            return type["/problems/".Length..];
        }
    }

    public void Is(HttpStatusCode status, string slug)
    {
        Assert.True(status == Status, $"{status} was expected, {Status} came: {Text}");
        Assert.Equal(slug, Slug);
    }

    public Answer Is(HttpStatusCode status)
    {
        Assert.True(status == Status, $"{status} was expected, {Status} came: {Text}");
        return this;
    }
}
