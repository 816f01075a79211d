using System.Net;
using System.Net.Sockets;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>A server that cannot start as it was told to.</summary>
public sealed class WrongStartTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    [Fact]
    public async Task A_port_that_is_taken_is_told_in_a_sentence_with_the_way_out()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        await using var server = new ConversationsServer(("Urls", $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}"));
        server.Launch();

        Assert.Equal(2, await server.EndAsync(Patience));
        Assert.Contains("Another program listens there, or this one runs already; --Urls=", server.Output, StringComparison.Ordinal);
    }
}
