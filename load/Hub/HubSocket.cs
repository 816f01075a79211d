using System.Collections.Concurrent;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace Conversations.Load.Hub;

/// <summary>The server answered a call with an error; the message is a problem slug.</summary>
public sealed class HubRefusedException(string message) : Exception(message);

/// <summary>
/// One connection to the dashboard hub. Server calls and answers are handled in the order they come, on the reading loop:
/// what must happen before the next frame is looked at stands in the callbacks.
/// </summary>
public sealed class HubSocket : IAsyncDisposable
{
    private const int CallsMax = 1_000;
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(40);
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    private readonly ClientWebSocket _socket = new();
    private readonly HubFrames _frames = new();
    private readonly Action<HubInvocation> _invoked;
    private readonly ConcurrentDictionary<string, Pending> _calls = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly CancellationTokenSource _closing = new();
    private readonly TaskCompletionSource<HubHandshake> _handshake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _callNumber;
    private Task _reading = Task.CompletedTask;
    private Task _pinging = Task.CompletedTask;

    private HubSocket(Action<HubInvocation> invoked) => _invoked = invoked;

    private sealed record Pending(Action<JsonElement> Apply, TaskCompletionSource Done);

    /// <summary>Ends when the connection does, never faulted; the result says why.</summary>
    public Task<string> Closed { get; private set; } = Task.FromResult("not opened");

    public static async Task<HubSocket> OpenAsync(Uri target, string token, Action<HubInvocation> invoked, CancellationToken cancellationToken)
    {
        var hub = new HubSocket(invoked);
        try
        {
            var address = new UriBuilder(target)
            {
                Scheme = target.Scheme == "https" ? "wss" : "ws",
                Path = "/hub/dashboard",
                Query = "access_token=" + Uri.EscapeDataString(token),
            };
            hub._socket.Options.KeepAliveInterval = TimeSpan.Zero;
            await hub._socket.ConnectAsync(address.Uri, cancellationToken);
            var reading = hub.ReadAsync();
            (hub._reading, hub.Closed) = (reading, reading);
            await hub.SendAsync(HubFrames.Handshake, cancellationToken);
            var handshake = await hub._handshake.Task.WaitAsync(CallTimeout, cancellationToken);
            if (handshake.Error is not null)
            {
                throw new HubRefusedException(handshake.Error);
            }

            hub._pinging = hub.PingAsync();
            return hub;
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Calls a hub method. <paramref name="apply"/> runs before any later frame is handled.</summary>
    /// <exception cref="HubRefusedException">The server said no.</exception>
    /// <exception cref="WebSocketException">The connection ended first.</exception>
    /// <exception cref="TimeoutException">No answer in 15 s.</exception>
    public async Task CallAsync(string target, Action<JsonElement> apply, CancellationToken cancellationToken, params object?[] arguments)
    {
        if (_calls.Count >= CallsMax)
        {
            throw new InvalidOperationException($"More than {CallsMax} hub calls wait for their answer.");
        }

        var id = Interlocked.Increment(ref _callNumber).ToString(CultureInfo.InvariantCulture);
        var pending = new Pending(apply, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _calls[id] = pending;
        try
        {
            if (Closed.IsCompleted)
            {
                throw new WebSocketException("The hub connection is closed.");
            }

            await SendAsync(HubFrames.Call(id, target, arguments), cancellationToken);
            await pending.Done.Task.WaitAsync(CallTimeout, cancellationToken);
        }
        finally
        {
            _calls.TryRemove(id, out _);
        }
    }

    private async Task SendAsync(byte[] frame, CancellationToken cancellationToken)
    {
        await _sending.WaitAsync(cancellationToken);
        try
        {
            await _socket.SendAsync(frame, WebSocketMessageType.Text, true, cancellationToken);
        }
        finally
        {
            _sending.Release();
        }
    }

    private async Task<string> ReadAsync()
    {
        var reason = "closed by the server";
        try
        {
            var buffer = new byte[32 * 1024];
            while (true)
            {
                using var silence = CancellationTokenSource.CreateLinkedTokenSource(_closing.Token);
                silence.CancelAfter(SilenceMax);
                var read = await _socket.ReceiveAsync(buffer, silence.Token);
                if (read.MessageType == WebSocketMessageType.Close)
                {
                    break;
                }

                foreach (var frame in _frames.Add(buffer.AsSpan(0, read.Count)))
                {
                    Handle(frame);
                }
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or FormatException or HubRefusedException)
        {
            reason = exception is OperationCanceledException ? (_closing.IsCancellationRequested ? "closed by us" : "silent for 40 s") : exception.Message;
        }

        EndCalls(reason);
        return reason;
    }

    private void Handle(HubFrame frame)
    {
        switch (frame)
        {
            case HubInvocation invocation:
                _invoked(invocation);
                break;
            case HubCompletion completion when _calls.TryGetValue(completion.InvocationId, out var call):
                Complete(completion, call);
                break;
            case HubHandshake handshake:
                _handshake.TrySetResult(handshake);
                break;
            case HubClose close:
                throw new HubRefusedException("closed: " + (close.Error ?? "no reason given"));
            default:
                break;
        }
    }

    private static void Complete(HubCompletion completion, Pending call)
    {
        if (completion.Error is not null)
        {
            call.Done.TrySetException(new HubRefusedException(completion.Error));
            return;
        }

        try
        {
            call.Apply(completion.Result ?? default);
            call.Done.TrySetResult();
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            call.Done.TrySetException(new FormatException("A hub answer has not the published form: " + exception.Message, exception));
        }
    }

    private void EndCalls(string reason)
    {
        var gone = new WebSocketException("The hub connection ended: " + reason);
        _handshake.TrySetException(gone);
        foreach (var call in _calls.Values)
        {
            call.Done.TrySetException(gone);
        }
    }

    private async Task PingAsync()
    {
        try
        {
            using var timer = new PeriodicTimer(PingEvery);
            while (await timer.WaitForNextTickAsync(_closing.Token) && !Closed.IsCompleted)
            {
                await SendAsync(HubFrames.Ping, _closing.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            // The reading loop tells that the connection ended.
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _reading;
        await _pinging;
        _socket.Dispose();
        _closing.Dispose();
    }
}
