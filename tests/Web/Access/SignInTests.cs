using System.Net;
using Conversations.Web.Tests.Running;

namespace Conversations.Web.Tests.Access;

/// <summary>Each test has a server of its own, for the limiter counts addresses and all tests come from one.</summary>
public sealed class SignInTests : IAsyncLifetime
{
    private const string Session = "/api/v1/session";
    private const string Password = "a quiet harbour at dawn";
    private RunningServer server = null!;

    public async ValueTask InitializeAsync() => server = await RunningServer.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task A_one_time_link_signs_in_once()
    {
        var (_, _, link) = await EmployAsync();
        using var she = server.Anonymous();
        (await she.GetAsync(link)).Is(HttpStatusCode.NotFound); // No dashboard is built here; looking must use nothing up.
        var session = (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.OK).Json;

        Assert.Equal(["employee", "csrfToken"], session.EnumerateObject().Select(member => member.Name));
        Assert.Equal(["id", "name", "email", "role"], session.GetProperty("employee").EnumerateObject().Select(member => member.Name));
        Assert.Equal(session.ToString(), (await she.GetAsync(Session)).Is(HttpStatusCode.OK).Json.ToString());
        using var thief = server.Anonymous();
        (await thief.SignInByLinkAsync(link)).Is(HttpStatusCode.Gone, "link-used");
        (await thief.SignInByLinkAsync("/in/unknown-token")).Is(HttpStatusCode.NotFound, "not-found");
        (await thief.GetAsync(Session)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_link_ends_after_a_day()
    {
        var (_, _, link) = await EmployAsync();
        server.Time.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        using var she = server.Anonymous();
        (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.Gone, "link-used");
    }

    [Fact]
    public async Task A_password_set_after_the_link_signs_in_and_the_old_session_goes_on_in_a_new_one()
    {
        var (_, email, link) = await EmployAsync();
        using var she = await SetPasswordAsync(link);
        (await she.GetAsync(Session)).Is(HttpStatusCode.OK);
        using var again = server.Anonymous();
        (await again.SignInAsync("  " + email.ToUpperInvariant() + " ", Password)).Is(HttpStatusCode.OK);
        (await again.SignInAsync(email, Password + "!")).Is(HttpStatusCode.Unauthorized, "invalid-credentials");
        (await again.SignInAsync("nobody@example.org", Password)).Is(HttpStatusCode.Unauthorized, "invalid-credentials");
    }

    [Fact]
    public async Task A_changed_password_wants_the_old_one_and_ends_other_sessions()
    {
        var (_, email, link) = await EmployAsync();
        using var first = await SetPasswordAsync(link);
        using var second = server.Anonymous();
        (await second.SignInAsync(email, Password)).Is(HttpStatusCode.OK);
        const string next = "another harbour, another dawn";

        (await second.PutAsync("/api/v1/employees/me/password", new { password = next })).Is(HttpStatusCode.Unauthorized, "invalid-credentials");
        (await second.PutAsync("/api/v1/employees/me/password", new { password = next, currentPassword = "wrong one here" })).Is(HttpStatusCode.Unauthorized, "invalid-credentials");
        var changed = (await second.PutAsync("/api/v1/employees/me/password", new { password = next, currentPassword = Password })).Is(HttpStatusCode.OK);
        second.Csrf = changed["csrfToken"];
        (await second.GetAsync(Session)).Is(HttpStatusCode.OK);
        (await first.GetAsync(Session)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Theory]
    [InlineData("short")]
    [InlineData("eleven char")]
    [InlineData("passwordpassword")]
    [InlineData("Password123456")]
    [InlineData("123456789012345")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    public async Task An_easy_password_is_refused(string password)
    {
        var (_, _, link) = await EmployAsync();
        using var she = server.Anonymous();
        (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);
        (await she.PutAsync("/api/v1/employees/me/password", new { password })).Is(HttpStatusCode.UnprocessableEntity, "weak-password");
    }

    [Fact]
    public async Task A_signed_out_cookie_is_worth_nothing()
    {
        var (_, _, link) = await EmployAsync();
        using var she = server.Anonymous();
        (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);
        var cookies = she.Cookies.GetCookieHeader(server.Address);
        (await she.DeleteAsync(Session)).Is(HttpStatusCode.NoContent);

        using var thief = server.Anonymous();
        (await thief.SendAsync(HttpMethod.Get, Session, change: request => request.Headers.Add("Cookie", cookies))).Is(HttpStatusCode.Unauthorized, "unauthenticated");
        (await she.GetAsync(Session)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_session_ends_after_half_an_hour_without_use_and_after_half_a_day_with_it()
    {
        var (idle, busy) = (server.Anonymous(), server.Anonymous());
        (await idle.SignInByLinkAsync((await EmployAsync()).Link)).Is(HttpStatusCode.OK);
        (await busy.SignInByLinkAsync((await EmployAsync()).Link)).Is(HttpStatusCode.OK);
        for (var minutes = 0; minutes < 12 * 60 - 20; minutes += 20)
        {
            server.Time.Advance(TimeSpan.FromMinutes(20));
            (await busy.GetAsync(Session)).Is(HttpStatusCode.OK);
            if (minutes == 20)
            {
                (await idle.GetAsync(Session)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
            }
        }

        server.Time.Advance(TimeSpan.FromMinutes(20));
        (await busy.GetAsync(Session)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task The_cookie_is_for_this_host_and_out_of_scripts_reach()
    {
        var (_, _, link) = await EmployAsync();
        using var she = server.Anonymous();
        var answer = (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);

        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), line => line.StartsWith("conversations=", StringComparison.Ordinal)).ToLowerInvariant();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=lax", cookie);
        Assert.Contains("path=/", cookie);
        Assert.DoesNotContain("domain", cookie);
    }

    [Fact]
    public async Task Over_https_the_cookie_carries_the_host_prefix_and_the_secure_mark()
    {
        await using var behind = await RunningServer.StartAsync("--ForwardedHeaders:KnownProxies", "127.0.0.1");
        var link = (await behind.Admin.PostAsync("/api/v1/employees", new { name = "She", email = "she@example.org", role = "agent" })).Is(HttpStatusCode.Created)["link"];
        using var she = behind.Anonymous();
        var answer = await she.SendAsync(
            HttpMethod.Post, Session + "/link", new { token = link.Split('/')[^1] }, request => request.Headers.Add("X-Forwarded-Proto", "https"));

        var cookie = Assert.Single(answer.Is(HttpStatusCode.OK).Headers.GetValues("Set-Cookie"), line => line.StartsWith("__Host-conversations=", StringComparison.Ordinal));
        Assert.Contains("secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(answer.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Whoever_is_new_counts_as_available_until_they_say_otherwise()
    {
        var (_, _, link) = await EmployAsync();
        using var she = server.Anonymous();
        (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);

        Assert.Equal("available", (await she.GetAsync("/api/v1/employees/me")).Is(HttpStatusCode.OK).Json.GetProperty("presence").GetProperty("intent").GetString());
    }

    [Fact]
    public async Task Changes_by_cookie_need_the_token_and_our_own_origin()
    {
        var (_, _, link) = await EmployAsync();
        using var she = server.Anonymous();
        (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);
        const string presence = "/api/v1/employees/me/presence";
        var body = new { intent = "available" };

        (await she.PutAsync(presence, body)).Is(HttpStatusCode.OK);
        (await she.SendAsync(HttpMethod.Put, presence, body, request => request.Headers.Add("Origin", server.Address.GetLeftPart(UriPartial.Authority)))).Is(HttpStatusCode.OK);
        foreach (var origin in new[] { "https://evil.example", "null", server.Address.GetLeftPart(UriPartial.Authority) + ".evil.example" })
        {
            (await she.SendAsync(HttpMethod.Put, presence, body, request => request.Headers.Add("Origin", origin))).Is(HttpStatusCode.Forbidden, "antiforgery");
        }

        (await she.SendAsync(HttpMethod.Put, presence, body, request => request.Headers.Add("Sec-Fetch-Site", "cross-site"))).Is(HttpStatusCode.Forbidden, "antiforgery");
        var csrf = she.Csrf;
        she.Csrf = null;
        (await she.PutAsync(presence, body)).Is(HttpStatusCode.Forbidden, "antiforgery");
        (await she.DeleteAsync(Session)).Is(HttpStatusCode.Forbidden, "antiforgery");
        she.Csrf = csrf + "x";
        (await she.PutAsync(presence, body)).Is(HttpStatusCode.Forbidden, "antiforgery");
        (await she.SendAsync(HttpMethod.Post, Session, new { email = "a@b", password = "x" }, request => request.Headers.Add("Origin", "https://evil.example"))).Is(HttpStatusCode.Forbidden, "antiforgery");
        (await she.SendAsync(HttpMethod.Post, Session + "/link", new { token = "x" }, request => request.Headers.Add("Origin", "https://evil.example"))).Is(HttpStatusCode.Forbidden, "antiforgery");
    }

    [Fact]
    public async Task The_eleventh_wrong_attempt_in_five_minutes_waits_and_a_known_device_does_not()
    {
        var (_, email, link) = await EmployAsync();
        using var known = await SetPasswordAsync(link);
        using var guesser = server.Anonymous();
        for (var attempt = 0; attempt < 10; attempt++)
        {
            (await guesser.SignInAsync(email, "wrong wrong wrong")).Is(HttpStatusCode.Unauthorized, "invalid-credentials");
        }

        var refused = await guesser.SignInAsync(email, Password);
        refused.Is(HttpStatusCode.TooManyRequests, "too-many-attempts");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
        (await guesser.SignInAsync("somebody-else@example.org", Password)).Is(HttpStatusCode.TooManyRequests, "too-many-attempts");
        (await known.SignInAsync(email, Password)).Is(HttpStatusCode.OK);

        server.Time.Advance(TimeSpan.FromMinutes(5));
        (await guesser.SignInAsync(email, Password)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Right_attempts_do_not_count()
    {
        var (_, email, link) = await EmployAsync();
        using var she = await SetPasswordAsync(link);
        using var elsewhere = server.Anonymous();
        for (var attempt = 0; attempt < 12; attempt++)
        {
            (await elsewhere.SignInAsync(email, Password)).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_disabled_employee_is_out_at_once_here_and_her_keys_are_too()
    {
        var (id, _, link) = await EmployAsync();
        using var she = server.Anonymous();
        (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);
        using var key = new ApiClient(server.Address, (await server.Admin.PostAsync("/api/v1/keys", new { name = "k", employeeId = id })).Is(HttpStatusCode.Created)["key"]);
        (await key.GetAsync(Session)).Is(HttpStatusCode.OK);

        (await server.Admin.PatchAsync("/api/v1/employees/" + id, new { disabled = true })).Is(HttpStatusCode.OK);
        (await she.GetAsync(Session)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
        (await key.GetAsync(Session)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Another_role_ends_the_session_and_holds_for_keys_at_once()
    {
        var (id, _, link) = await EmployAsync();
        using var she = server.Anonymous();
        (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);
        using var key = new ApiClient(server.Address, (await server.Admin.PostAsync("/api/v1/keys", new { name = "k", employeeId = id })).Is(HttpStatusCode.Created)["key"]);
        (await key.GetAsync("/api/v1/conversations")).Is(HttpStatusCode.OK);

        (await server.Admin.PatchAsync("/api/v1/employees/" + id, new { role = "operator" })).Is(HttpStatusCode.OK);
        (await she.GetAsync(Session)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
        (await key.GetAsync("/api/v1/conversations")).Is(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_revoked_or_expired_key_is_worth_nothing()
    {
        var expiring = (await server.Admin.PostAsync("/api/v1/keys", new { name = "soon", expiresAt = server.Time.GetUtcNow().AddMinutes(1) })).Is(HttpStatusCode.Created);
        var revoked = (await server.Admin.PostAsync("/api/v1/keys", new { name = "gone" })).Is(HttpStatusCode.Created);
        using var one = new ApiClient(server.Address, expiring["key"]);
        using var two = new ApiClient(server.Address, revoked["key"]);
        (await one.GetAsync(Session)).Is(HttpStatusCode.OK);
        (await two.GetAsync(Session)).Is(HttpStatusCode.OK);

        (await server.Admin.DeleteAsync("/api/v1/keys/" + revoked["prefix"])).Is(HttpStatusCode.NoContent);
        server.Time.Advance(TimeSpan.FromMinutes(2));
        (await one.GetAsync(Session)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
        (await two.GetAsync(Session)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
        (await server.Admin.DeleteAsync("/api/v1/keys/" + revoked["prefix"])).Is(HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("Bearer wrong")]
    [InlineData("Bearer ")]
    [InlineData("Basic YTpi")]
    [InlineData("Bearer test-admin-key-0123456789-0123456789x")]
    public async Task A_wrong_key_does_not_fall_back_to_the_cookie(string header)
    {
        var (_, _, link) = await EmployAsync();
        using var she = server.Anonymous();
        (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);
        (await she.SendAsync(HttpMethod.Get, Session, change: request => request.Headers.TryAddWithoutValidation("Authorization", header))).Is(HttpStatusCode.Unauthorized, "unauthenticated");
        (await server.Anonymous().GetAsync(Session + "?access_token=" + RunningServer.AdminKey)).Is(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_key_sets_no_password()
    {
        (await server.Admin.PutAsync("/api/v1/employees/me/password", new { password = Password })).Is(HttpStatusCode.Forbidden, "forbidden");
    }

    private async Task<ApiClient> SetPasswordAsync(string link)
    {
        var she = server.Anonymous();
        (await she.SignInByLinkAsync(link)).Is(HttpStatusCode.OK);
        she.Csrf = (await she.PutAsync("/api/v1/employees/me/password", new { password = Password })).Is(HttpStatusCode.OK)["csrfToken"];
        return she;
    }

    private async Task<(string Id, string Email, string Link)> EmployAsync()
    {
        var email = TestChannel.NewThread() + "@example.org";
        var employee = (await server.Admin.PostAsync("/api/v1/employees", new { name = "She", email, role = "agent" })).Is(HttpStatusCode.Created);
        return (employee["id"], email, employee["link"]);
    }
}
