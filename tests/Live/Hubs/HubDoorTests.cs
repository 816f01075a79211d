using System.Net.WebSockets;
using System.Text.Json.Nodes;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Live.Tests.Doubles;
using Conversations.Web.Hubs;

namespace Conversations.Live.Tests.Hubs;

/// <summary>Who is let in to the hub, and who is let out.</summary>
public sealed class HubDoorTests : IAsyncLifetime
{
    private HubHost _host = null!;

    [Theory(Timeout = 60_000)]
    [InlineData("https://evil.example", "ana", null)]
    [InlineData("null", "ana", null)]
    [InlineData(null, null, "ana")]
    [InlineData("http://evil.example", null, "ana")]
    public async Task A_socket_of_a_foreign_page_or_without_origin_and_key_is_refused(string? origin, string? token, string? cookie) =>
        await Assert.ThrowsAsync<WebSocketException>(() => RawSocket.OpenAsync(_host, token, origin, cookie));

    [Fact(Timeout = 60_000)]
    public async Task A_socket_of_our_own_page_is_let_in()
    {
        await using var me = await RawSocket.ReadingAsync(_host, "ana", _host.Address.GetLeftPart(UriPartial.Authority));
        Assert.NotNull((await me.CallAsync("WatchList", """{"view":"all"}"""))["result"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_revoked_session_is_cut_and_so_is_one_whose_role_changed()
    {
        await using var revoked = await RawSocket.ReadingAsync(_host, "ana");
        await using var changed = await RawSocket.ReadingAsync(_host, "ben");
        await using var stays = await RawSocket.ReadingAsync(_host, "cleo");
        await stays.CallAsync("UnwatchList", "\"x\"");
        _host.Revocation.Revoked.Add("ana");
        _host.Revocation.Roles["ben"] = Role.Auditor;
        await _host.Get<RevocationWatch>().RoundAsync(default);
        await revoked.Closed;
        await changed.Closed;
        Assert.NotNull((await stays.CallAsync("WatchList", """{"view":"all"}"""))["result"]);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_persons_sixth_socket_is_refused_and_a_keys_is_not()
    {
        var open = new List<RawSocket>();
        for (var socket = 0; socket < 6; socket++)
        {
            open.Add(await RawSocket.ReadingAsync(_host, "ana.key"));
        }

        for (var socket = 0; socket < 5; socket++)
        {
            open.Add(await RawSocket.ReadingAsync(_host, "ana"));
            await open[^1].CallAsync("UnwatchList", "\"x\"");
        }

        var sixth = await RawSocket.ReadingAsync(_host, "ana");
        await sixth.Closed;
        Assert.Contains("overloaded", sixth.Text.ToString());
        open.Add(sixth);
        foreach (var socket in open)
        {
            await socket.DisposeAsync();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Somebody_unknown_is_not_let_in()
    {
        _host.Revocation.Revoked.Add("ana");
        await using var me = await RawSocket.ReadingAsync(_host, "ana");
        await me.Closed;
        Assert.Contains("unauthenticated", me.Text.ToString());
    }

    public async ValueTask InitializeAsync() => _host = await HubHost.StartAsync(static options => options.CallsPerSecondMax = 25);

    public async ValueTask DisposeAsync() => await _host.DisposeAsync();
}
