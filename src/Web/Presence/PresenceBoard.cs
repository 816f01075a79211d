using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Presence;
using Conversations.Web.Hubs;
using Conversations.Web.Json;
using Conversations.Web.Lists;

namespace Conversations.Web.Presence;

/// <summary>
/// The presence of all people as this node knows it: what it asked for, and what other nodes told. A connected person whom no node renews is to be asked for anew.
/// Dashboards are told changes only, at most once a second: what changed in that second is one step, written once for all of them.
/// </summary>
public sealed class PresenceBoard(TimeProvider time, ChangeSignal signal)
{
    public const int PeopleMax = 50_000;
    public static readonly TimeSpan StepEvery = TimeSpan.FromSeconds(1);

    /// <summary>A reader that lags further behind was cut off long ago.</summary>
    private const int StepsMax = 16;
    private static readonly TimeSpan GoneFor = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<EmployeeId, Person> _people = [];
    private readonly HashSet<EmployeeId> _changed = [];
    private readonly Queue<byte[]> _steps = new();
    private DateTimeOffset _steppedAt = DateTimeOffset.MinValue;
    private long _step;

    /// <summary>Where a new reader begins; the picture up to here comes by REST.</summary>
    public long Step
    {
        get
        {
            lock (_gate)
            {
                return _step;
            }
        }
    }

    public PresenceView? Find(EmployeeId employee)
    {
        lock (_gate)
        {
            return _people.GetValueOrDefault(employee)?.View;
        }
    }

    public void Take(ImmutableArray<PresenceView> told)
    {
        foreach (var view in told.Take(Limits.PresenceBatchMax))
        {
            Take(view);
        }
    }

    /// <summary>The newer view stays; the same one again renews it.</summary>
    public void Take(PresenceView view)
    {
        lock (_gate)
        {
            var known = _people.GetValueOrDefault(view.Employee);
            if (known is null && _people.Count >= PeopleMax)
            {
                return;
            }

            if (known is not null && known.View.Version >= view.Version)
            {
                known.Until = known.View.Version == view.Version ? time.GetUtcNow() + Limits.ConnectionLease : known.Until;
                return;
            }

            _people[view.Employee] = new Person(view) { Until = time.GetUtcNow() + Limits.ConnectionLease };
            _changed.Add(view.Employee);
        }

        signal.Raise();
    }

    /// <summary>People shown as connected whom nobody has renewed in time; who was gone for an hour is forgotten.</summary>
    public ImmutableArray<EmployeeId> RunOut()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var (id, _) in _people.Where(pair => !pair.Value.View.IsConnected && pair.Value.Until + GoneFor <= now && !_changed.Contains(pair.Key)).ToList())
            {
                _people.Remove(id);
            }

            return [.. _people.Where(pair => pair.Value.View.IsConnected && pair.Value.Until <= now).Select(static pair => pair.Key).Take(Limits.PresenceBatchMax)];
        }
    }

    /// <summary>Makes what changed into the next step, when the last is a second old.</summary>
    public void TakeStep()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (_changed.Count == 0 || now - _steppedAt < StepEvery)
            {
                return;
            }

            var told = _changed.Order(ById.Instance).Take(Limits.PresenceBatchMax).ToList();
            _changed.ExceptWith(told);
            _steps.Enqueue(Messages(told.Select(id => _people[id].View)));
            if (_steps.Count > StepsMax)
            {
                _steps.Dequeue();
            }

            (_step, _steppedAt) = (_step + 1, now);
        }
    }

    /// <summary>Writes the step after the reader's into the frame, if there is one.</summary>
    public void Append(FrameBuffer frame, ref long step, ref bool hasMore)
    {
        lock (_gate)
        {
            if (step >= _step)
            {
                return;
            }

            step = Math.Max(step, _step - _steps.Count);
            frame.Write(_steps.ElementAt((int)(step - (_step - _steps.Count))));
            step++;
            hasMore |= step < _step;
        }
    }

    private static byte[] Messages(IEnumerable<PresenceView> views)
    {
        using var frame = new FrameBuffer();
        foreach (var view in views)
        {
            frame.Write("{\"type\":1,\"target\":\"Presence\",\"arguments\":["u8);
            frame.Write(JsonText.Bytes(view, PresenceJson.WriteEvent));
            frame.Write("]}\u001e"u8);
        }

        return frame.Written.ToArray();
    }

    private sealed class Person(PresenceView view)
    {
        public PresenceView View => view;

        public DateTimeOffset Until { get; set; }
    }

    private sealed class ById : IComparer<EmployeeId>
    {
        public static readonly ById Instance = new();

        public int Compare(EmployeeId x, EmployeeId y) => string.CompareOrdinal(x.Value, y.Value);
    }
}
