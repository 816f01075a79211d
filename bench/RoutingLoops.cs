using Conversations.Contracts;
using Conversations.Grains.Routing;

namespace Conversations.Bench;

/// <summary>
/// The steady state of a busy company: half of all room is taken, many wait; each step gives one item out, ends the oldest work and lets a new item come. People come and go
/// meanwhile, one in ten thousand steps (100 a second at a million steps).
/// </summary>
internal sealed class RoutingLoop
{
    private const int ChurnEvery = 10_000;
    private readonly RoutingCore _core = new();
    private readonly RoutingWork _work;
    private readonly Queue<EmployeeId> _busy;
    private DateTimeOffset _now = RoutingWork.Start;
    private int _churn;

    public RoutingLoop(int people, int backlog)
    {
        _work = new RoutingWork(people);
        _busy = new Queue<EmployeeId>(people * RoutingWork.Capacity);
        foreach (ref readonly var person in _work.People.AsSpan())
        {
            _core.SetPerson(person);
        }

        for (var i = 0; i < backlog + (people * RoutingWork.Capacity / 2); i++)
        {
            _core.SetItem(_work.Item());
        }

        for (var i = 0; i < people * RoutingWork.Capacity / 2; i++)
        {
            Take();
        }
    }

    /// <summary>Decisions a second of processor time; each step is a decision, an end of work and a new item.</summary>
    public double Run(int steps)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var step = 0; step < steps; step++)
        {
            var done = Take();
            _core.AddLoad(_busy.Dequeue(), -1);
            _core.SetItem(_work.Again(done));
            if (step % ChurnEvery == 0)
            {
                _core.SetPresent(_work.People[_churn % _work.People.Length].Id, isPresent: false);
                _core.SetPresent(_work.People[(_churn++ + _work.People.Length - 100) % _work.People.Length].Id, isPresent: true);
            }
        }

        return steps / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private ConversationId Take()
    {
        _now = _now.AddMilliseconds(1);
        if (!_core.TryDecide(_now, out var match))
        {
            throw new InvalidOperationException("Nothing could be decided though there is work and room.");
        }

        _busy.Enqueue(match.Person);
        return match.Item;
    }
}

/// <summary>The same rules by looking at everybody for each decision.</summary>
internal sealed class RoutingScan
{
    private readonly RoutingPerson[] _people;
    private readonly RoutingItem[] _items;
    private readonly Queue<int> _busy = new();
    private DateTimeOffset _now = RoutingWork.Start;

    public RoutingScan(int people)
    {
        var work = new RoutingWork(people);
        _people = work.People;
        _items = [.. Enumerable.Range(0, 10_000).Select(_ => work.Item())];
    }

    /// <summary>Decisions a second of processor time.</summary>
    public double Run(int steps)
    {
        var before = Environment.CpuUsage.TotalTime;
        for (var step = 0; step < steps; step++)
        {
            var best = Best(_items[step % _items.Length]);
            _now = _now.AddMilliseconds(1);
            _people[best] = _people[best] with { Load = _people[best].Load + 1, IdleSince = _now };
            _busy.Enqueue(best);
            if (_busy.Count > _people.Length * RoutingWork.Capacity / 2)
            {
                ref var done = ref _people[_busy.Dequeue()];
                done = done with { Load = done.Load - 1 };
            }
        }

        return steps / (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }

    private int Best(in RoutingItem item)
    {
        var best = -1;
        for (var i = 0; i < _people.Length; i++)
        {
            ref readonly var person = ref _people[i];
            if (!person.IsPresent || person.Load >= person.Capacity || (item.Skills & ~person.Skills) != 0)
            {
                continue;
            }

            if (best < 0 || person.Load < _people[best].Load || (person.Load == _people[best].Load && person.IdleSince < _people[best].IdleSince))
            {
                best = i;
            }
        }

        return best;
    }
}
