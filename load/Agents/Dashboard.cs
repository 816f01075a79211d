using System.Net.WebSockets;
using System.Text.Json;
using Conversations.Load.Hub;
using Conversations.Load.Ledgers;
using Conversations.Load.Wire;

namespace Conversations.Load.Agents;

/// <summary>
/// A headless dashboard: one list and some open conversations over one hub connection, opened again whenever it ends.
/// Everything it applies goes to the ledger.
/// </summary>
public sealed class Dashboard : IAsyncDisposable
{
    private const int WatchedMax = 40;
    private static readonly TimeSpan ReconnectPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan OpenTimeout = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Uri _target;
    private readonly string _token;
    private readonly LedgerWriter _ledger;
    private readonly Dictionary<string, WatchedConversation> _watched = [];
    private readonly SemaphoreSlim _repairs = new(0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;
    private volatile HubSocket? _hub;

    public Dashboard(string name, Uri target, string token, IReadOnlyDictionary<string, object> spec, LedgerWriter ledger)
    {
        (Name, _target, _token, _ledger) = (name, target, token, ledger);
        List = new ListView { Spec = spec };
        _running = RunAsync();
    }

    public string Name { get; }

    /// <summary>The window; read it inside <see cref="Read{T}"/>.</summary>
    public ListView List { get; }

    /// <summary>Done when the first connection shows its list.</summary>
    public Task Opened => _opened.Task;

    public T Read<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }

    public IReadOnlyList<WatchedConversation> Watched => Read(() => _watched.Values.ToArray());

    public WatchedConversation? Find(string conversation) => Read(() => _watched.GetValueOrDefault(conversation));

    /// <summary>Opens a conversation; null when the target is away or says no. The oldest one is closed when there are too many.</summary>
    public async Task<WatchedConversation?> WatchAsync(string conversation, CancellationToken cancellationToken)
    {
        if (Find(conversation) is { } known)
        {
            return known;
        }

        if (Read(() => _watched.Count >= WatchedMax ? _watched.Keys.First() : null) is { } oldest)
        {
            await UnwatchAsync(oldest, cancellationToken);
        }

        var watched = new WatchedConversation(Name, conversation, _ledger);
        Read(() => _watched[conversation] = watched);
        return _hub is { } hub && await TryAsync(() => WatchOnAsync(hub, watched, cancellationToken)) ? watched : null;
    }

    public async Task UnwatchAsync(string conversation, CancellationToken cancellationToken)
    {
        Read(() =>
        {
            var isKnown = _watched.Remove(conversation, out var watched);
            watched?.Suspend();
            return isKnown;
        });
        if (_hub is { } hub)
        {
            await TryAsync(() => hub.CallAsync("UnwatchConversation", static _ => { }, cancellationToken, conversation));
        }
    }

    /// <summary>Whether the dashboard showed the entry within the time.</summary>
    public async Task<bool> ReachedAsync(WatchedConversation watched, long seq, TimeSpan within, CancellationToken cancellationToken)
    {
        try
        {
            await Read(() => watched.Reached(seq)).WaitAsync(within, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>A fresh snapshot of the same window, beside the one kept by deltas; null when the target is away.</summary>
    public async Task<ListView?> FreshListAsync(CancellationToken cancellationToken)
    {
        var fresh = new ListView { Spec = List.Spec };
        var isRead = _hub is { } hub && await TryAsync(async () =>
        {
            await hub.CallAsync("WatchList", fresh.Begin, cancellationToken, List.Spec);
            await hub.CallAsync("UnwatchList", static _ => { }, cancellationToken, fresh.ListId);
        });
        return isRead ? fresh : null;
    }

    private async Task RunAsync()
    {
        while (!_stopping.IsCancellationRequested)
        {
            await TryAsync(StayConnectedAsync);
            LedgerRecord trouble = _hub is null ? new AttemptFailed(_ledger.Now, "hub", "refused") : new SocketLost(_ledger.Now, Name);
            _hub = null;
            if (_stopping.IsCancellationRequested)
            {
                return;
            }

            Read(SuspendAll);
            _ledger.Write(trouble);
            await TryAsync(() => Task.Delay(ReconnectPause, _stopping.Token));
        }
    }

    private bool SuspendAll()
    {
        List.Suspend();
        foreach (var watched in _watched.Values)
        {
            watched.Suspend();
        }

        return true;
    }

    private async Task StayConnectedAsync()
    {
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
        opening.CancelAfter(OpenTimeout);
        await using var hub = await HubSocket.OpenAsync(_target, _token, Invoked, opening.Token);
        if (List.ListId is null)
        {
            await hub.CallAsync("WatchList", Locked(List.Begin), _stopping.Token, List.Spec);
        }
        else
        {
            var request = Read(() => Resumption.Request(List, _watched.Values));
            await hub.CallAsync("Resume", Locked(answer => Resumption.Apply(answer, List, _watched)), _stopping.Token, request);
        }

        _hub = hub;
        foreach (var watched in Watched.Where(watched => !watched.IsWatching))
        {
            // Opened while the connection was being made, too late to be resumed.
            await WatchOnAsync(hub, watched, _stopping.Token);
        }

        _opened.TrySetResult();
        while (!hub.Closed.IsCompleted)
        {
            var repair = _repairs.WaitAsync(_stopping.Token);
            if (await Task.WhenAny(hub.Closed, repair) == repair)
            {
                await repair;
                await RepairAsync(hub);
            }
        }
    }

    private async Task RepairAsync(HubSocket hub)
    {
        foreach (var watched in Watched.Where(watched => watched.NeedsRepair))
        {
            await WatchOnAsync(hub, watched, _stopping.Token);
        }

        if (Read(() => List.NeedsRepair))
        {
            Read(() => { List.Suspend(); return true; });
            await hub.CallAsync("WatchList", Locked(List.Begin), _stopping.Token, List.Spec);
        }
    }

    private Task WatchOnAsync(HubSocket hub, WatchedConversation watched, CancellationToken cancellationToken)
    {
        var after = Read(() =>
        {
            watched.Suspend();
            return watched.Last;
        });
        // Left while it was being asked for: nothing of it is shown any more.
        var begin = Locked(answer => (_watched.GetValueOrDefault(watched.Id) == watched ? watched : null)?.Begin(answer.GetProperty("from").GetInt64()));
        return hub.CallAsync("WatchConversation", begin, cancellationToken, watched.Id, after);
    }

    private Action<JsonElement> Locked(Action<JsonElement> apply) => answer =>
    {
        lock (_gate)
        {
            apply(answer);
        }
    };

    private void Invoked(HubInvocation invocation)
    {
        try
        {
            lock (_gate)
            {
                Apply(invocation);
            }
        }
        catch (Exception exception) when (exception is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            _ledger.Write(new Breach(_ledger.Now, "hub: frame has not the published form", $"{invocation.Target}: {exception.Message}"));
        }
    }

    private void Apply(HubInvocation invocation)
    {
        var body = invocation.Arguments.Count == 1 ? invocation.Arguments[0] : default;
        if (invocation.Target == "ListDelta" && List.Add(body) is { } expected)
        {
            _ledger.Write(new ListBroken(_ledger.Now, Name, expected));
            _repairs.Release();
        }
        else if (invocation.Target == "Entries" && _watched.TryGetValue(body.GetProperty("conversationId").GetString()!, out var watched))
        {
            foreach (var entry in body.GetProperty("entries").EnumerateArray())
            {
                watched.Add(EntryFacts.Read(entry));
            }

            if (watched.NeedsRepair)
            {
                _repairs.Release();
            }
        }
        else if (invocation.Target == "Heads")
        {
            ApplyHeads(body);
        }
    }

    /// <summary>A gap that nobody told shows here: what stood in the last heads must have been shown by now.</summary>
    private void ApplyHeads(JsonElement heads)
    {
        foreach (var head in heads.EnumerateObject())
        {
            if (_watched.TryGetValue(head.Name, out var watched) && watched.IsBehind(head.Value.GetInt64()))
            {
                _repairs.Release();
            }
        }
    }

    private async Task<bool> TryAsync(Func<Task> action)
    {
        try
        {
            await action();
            return true;
        }
        catch (Exception exception) when (exception is WebSocketException or TimeoutException or OperationCanceledException)
        {
            return false;
        }
        catch (HubRefusedException exception) when (exception.Message is "unavailable" or "overloaded")
        {
            _ledger.Write(new AttemptFailed(_ledger.Now, "hub", exception.Message));
            return false;
        }
        catch (Exception exception) when (exception is HubRefusedException or FormatException)
        {
            _ledger.Write(new Breach(_ledger.Now, "hub: call refused", exception.Message));
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _running;
        _stopping.Dispose();
        _repairs.Dispose();
    }
}
