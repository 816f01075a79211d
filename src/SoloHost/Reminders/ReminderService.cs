using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Hosting;
using Orleans.Runtime;
using SoloHost.Calls;

namespace SoloHost.Engine;

/// <summary>Reminders of one silo, kept in memory: they end with the process.</summary>
internal sealed class ReminderService(IOptions<ReminderOptions> options)
{
    private readonly Dictionary<(GrainId Grain, string Name), Entry> _entries = [];
    private readonly Lock _gate = new();
    private Silo? _silo;

    private Silo Silo => _silo ?? throw new InvalidOperationException("The silo has not started.");

    public void Attach(Silo silo) => _silo = silo;

    public Task<IGrainReminder> RegisterOrUpdate(GrainId grain, string name, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        if (period < options.Value.MinimumReminderPeriod)
        {
            throw new ArgumentException($"The period of reminder {name} is {period}; the shortest is {options.Value.MinimumReminderPeriod}.", nameof(period));
        }

        var entry = new Entry(this, grain, name, Silo.TimeProvider.GetUtcNow().UtcDateTime + dueTime, period);
        lock (_gate)
        {
            if (_entries.Remove((grain, name), out var former))
            {
                former.Stop();
            }

            _entries[(grain, name)] = entry;
        }

        entry.Start(Silo.TimeProvider, dueTime);
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

    public void Stop()
    {
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
            var silo = service.Silo;
            var status = new TickStatus(firstTick, period, silo.TimeProvider.GetUtcNow().UtcDateTime);
            var proxy = (IRemindable)silo.Factory.Reference(typeof(IRemindable), grain);
            Watch(proxy.ReceiveReminder(name, status));
        }

        private void Watch(Task received) => received.ContinueWith(
            (failed, _) => Log.ReminderFailed(service.Silo.Logger, failed.Exception!.InnerException!, name, grain),
            null,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }
}
