using Orleans.Runtime;
using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>A timer of an activation: each tick is a call in its mailbox, and the next one is set when that call has ended.</summary>
internal sealed class GrainTimer : IGrainTimer
{
    private readonly Activation _activation;
    private readonly Func<CancellationToken, Task> _callback;
    private readonly GrainTimerCreationOptions _options;
    private readonly CancellationTokenSource _ended = new();
    private readonly ITimer _timer;
    private TimeSpan _period;
    private TimeSpan? _changedDue;
    private bool _isTicking;
    private bool _isDisposed;

    public GrainTimer(Activation activation, Func<CancellationToken, Task> callback, GrainTimerCreationOptions options)
    {
        _activation = activation;
        _callback = callback;
        _options = options;
        _timer = activation.Silo.TimeProvider.CreateTimer(static state => ((GrainTimer)state!).Due(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Change(TimeSpan dueTime, TimeSpan period)
    {
        lock (_ended)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _period = period;
            if (_isTicking)
            {
                _changedDue = dueTime;
            }
            else
            {
                _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }
    }

    public void Dispose()
    {
        lock (_ended)
        {
            if (_isDisposed)
            {
                return;
            }

            _isDisposed = true;
            _timer.Dispose();
        }

        _ended.Cancel();
        _activation.Remove(this);
    }

    private void Due()
    {
        lock (_ended)
        {
            if (_isDisposed || _isTicking)
            {
                return;
            }

            _isTicking = true;
            _changedDue = null;
        }

        _activation.TryReceive(new Tick(this, _activation));
    }

    private async Task Run()
    {
        if (_isDisposed)
        {
            return;
        }

        try
        {
            await _callback(_ended.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_ended.IsCancellationRequested)
        {
            Log.TimerFailed(_activation.Silo.Logger, exception, _activation.GrainId);
        }
        catch (OperationCanceledException)
        {
            // The timer was disposed of while its callback ran, and the callback heard of it.
        }

        SetNext();
    }

    // A period of zero or less means a single tick, as does an infinite one.
    private void SetNext()
    {
        lock (_ended)
        {
            _isTicking = false;
            if (!_isDisposed)
            {
                _timer.Change(_changedDue ?? (_period <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : _period), Timeout.InfiniteTimeSpan);
            }
        }
    }

    private sealed class Tick : VoidGrainCall
    {
        private static readonly CallMethod Waits = new("Timer", typeof(IGrainTimer), "Tick", CallOptions.OneWay, null);
        private static readonly CallMethod Interleaves = new("Timer", typeof(IGrainTimer), "Tick", CallOptions.OneWay | CallOptions.AlwaysInterleave, null);

        private readonly GrainTimer _timer;

        public Tick(GrainTimer timer, Activation activation)
        {
            _timer = timer;
            Source = activation.Silo;
            SentAt = activation.Silo.Environment.NowMilliseconds;
            Target = activation.GrainReference;
        }

        public override CallMethod Method => _timer._options.Interleave ? Interleaves : Waits;

        internal override bool CountsAsUse => _timer._options.KeepAlive;

        internal override bool OutlivesActivation => false;

        internal override bool PassesFilters => false;

        public override Task Invoke(object target) => _timer.Run();

        // Refused because the mailbox is full: the tick is skipped, not lost for good.
        internal override void Fail(Exception exception) => _timer.SetNext();
    }
}
