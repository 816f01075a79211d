using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>Reminders kept in memory: they end with the process. Ticks are calls of the node the service is attached to.</summary>
internal sealed class ReminderService(IOptions<ReminderOptions> options)
{
    private readonly Dictionary<(GrainId Grain, string Name), Entry> _entries = [];
    private readonly Lock _gate = new();
    private Node? _node;

    private Node Node => _node ?? throw new InvalidOperationException("The silo has not started.");

    public void Attach(Node node) => _node ??= node;

    public Task<IGrainReminder> RegisterOrUpdate(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException($"The period of reminder {name} is {period}; the shortest is {options.Value.MinimumReminderPeriod}.", nameof(period));
        }

        var entry = new Entry(this, grain, name, Node.TimeProvider.GetUtcNow().UtcDateTime + dueTime, period);
        lock (_gate)
        {
            if (_entries.Remove((grain, name), out var former))
            {
                former.Stop();
            }

            _entries[(grain, name)] = entry;
        }

        entry.Start(Node.TimeProvider, dueTime);
        return Task.FromResult<IGrainReminder>(entry);
    }

    public Task Unregister(GrainId grain, IGrainReminder reminder)
    {
        lock (_gate)
        {
            if (!_entries.Remove((grain, reminder.ReminderName), out var entry))
            {
                throw new ReminderException($"Grain {grain} has no reminder {reminder.ReminderName}.");
            }

            entry.Stop();
        }

        return Task.CompletedTask;
    }

    public Task<IGrainReminder?> Get(GrainId grain, string name)
    {
        lock (_gate)
        {
            return Task.FromResult<IGrainReminder?>(_entries.GetValueOrDefault((grain, name)));
        }
    }

    public Task<List<IGrainReminder>> GetAll(GrainId grain)
    {
        lock (_gate)
        {
            return Task.FromResult(_entries.Values.Where(entry => entry.Grain == grain).OrderBy(entry => entry.ReminderName, StringComparer.Ordinal).ToList<IGrainReminder>());
        }
    }

    /// <summary>The node stops; reminders that are another's go on.</summary>
    public void Stop(Node node)
    {
        if (!ReferenceEquals(node, _node))
        {
            return;
        }

        lock (_gate)
        {
            foreach (var entry in _entries.Values)
            {
                entry.Stop();
            }

            _entries.Clear();
        }
    }

    private sealed class Entry(ReminderService service, GrainId grain, string name, DateTime firstTick, TimeSpan period) : IGrainReminder
    {
        private ITimer? _timer;

        public GrainId Grain => grain;

        public string ReminderName => name;

        public void Start(TimeProvider time, TimeSpan dueTime) => _timer = time.CreateTimer(static state => ((Entry)state!).Tick(), this, dueTime, period);

        public void Stop() => _timer?.Dispose();

        private void Tick()
        {
            var node = service.Node;
            var status = new TickStatus(firstTick, period, node.TimeProvider.GetUtcNow().UtcDateTime);
            var proxy = (IRemindable)node.Factory.Reference(typeof(IRemindable), grain);
            Watch(proxy.ReceiveReminder(name, status));
        }

        private void Watch(Task received) => received.ContinueWith(
            (failed, _) => Log.ReminderFailed(service.Node.Logger, failed.Exception!.InnerException!, name, grain),
            null,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
