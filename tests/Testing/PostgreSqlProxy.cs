using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Conversations.Testing;

/// <summary>What happens to a request on its way: nothing, lost before the server has it, half of it lost, or only its answer lost.</summary>
public enum WireFault
{
    None,
    CutBefore,
    CutHalfway,
    CutAnswer,

    /// <summary>The request is kept back until <see cref="PostgreSqlProxy.ReleaseHeld"/>, whether or not its sender still lives.</summary>
    Hold,
}

/// <summary>A wire to a server that can be cut, refused and held, at a request of the test's choice.</summary>
public sealed class PostgreSqlProxy : IAsyncDisposable
{
    /// <summary>Requests that only set up a session: they are let through, so that a fault meets what the test is about.</summary>
    private const int SetupRequests = 8;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _closing = new();
    private readonly ConcurrentDictionary<Wire, bool> _wires = new();
    private readonly int _serverPort;
    private readonly Task _accepting;
    private TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public PostgreSqlProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Asked for every request; called from several connections at once.</summary>
    public Func<WireFault> Next { get; set; } = static () => WireFault.None;

    public bool IsRefusing { get; set; }

    /// <summary>Completes when a request is held.</summary>
    public Task Held => _held.Task;

    public void ReleaseHeld()
    {
        Interlocked.Exchange(ref _held, new(TaskCreationOptions.RunContinuationsAsynchronously));
        Interlocked.Exchange(ref _release, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    public void CutAll()
    {
        foreach (var wire in _wires.Keys)
        {
            wire.Client.Close();
            wire.Server.Close();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _accepting;
        _closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_closing.Token);
                open.Add(CarryAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            if (IsRefusing)
            {
                client.LingerState = new LingerOption(true, 0);
                return;
            }

            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _closing.Token);
                client.NoDelay = server.NoDelay = true;
                var wire = new Wire(client.GetStream(), server.GetStream());
                _wires.TryAdd(wire, true);
                var answers = AnswersAsync(wire);
                await RequestsAsync(wire);
                _wires.TryRemove(wire, out _);
                server.Close();
                await answers;
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // Either end has gone; so has this wire.
            }
        }
    }

    private async Task RequestsAsync(Wire wire)
    {
        var buffer = new byte[1024 * 1024];
        for (var request = 1; await wire.Client.ReadAsync(buffer, _closing.Token) is > 0 and var count; request++)
        {
            var fault = request <= SetupRequests ? WireFault.None : Next();
            switch (fault)
            {
                case WireFault.CutBefore:
                    return;
                case WireFault.CutHalfway:
                    await wire.Server.WriteAsync(buffer.AsMemory(0, count / 2), _closing.Token);
                    return;
                case WireFault.CutAnswer:
                    wire.IsAnswerLost = true;
                    break;
                case WireFault.Hold:
                    var release = _release.Task;
                    _held.TrySetResult();
                    await release.WaitAsync(_closing.Token);
                    break;
            }

            await wire.Server.WriteAsync(buffer.AsMemory(0, count), _closing.Token);
        }
    }

    private async Task AnswersAsync(Wire wire)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await wire.Server.ReadAsync(buffer, _closing.Token) is > 0 and var count && !wire.IsAnswerLost)
            {
                await wire.Client.WriteAsync(buffer.AsMemory(0, count), _closing.Token);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // The reader of the answers has gone.
        }

        wire.Client.Close();
    }

    private sealed class Wire(NetworkStream client, NetworkStream server)
    {
        public NetworkStream Client => client;
        public NetworkStream Server => server;
        public volatile bool IsAnswerLost;
    }
}
