using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Conversations.Contracts;
using Conversations.Contracts.Access;

namespace Conversations.Web.Hubs;

/// <summary>The open dashboards of this node.</summary>
public sealed class Dashboards(DashboardOptions options)
{
    private readonly ConcurrentDictionary<string, Dashboard> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Employee, bool IsKey), int> _perPerson = [];
    private readonly ConcurrentDictionary<string, ImmutableArray<Dashboard>> _ofEmployee = new(StringComparer.Ordinal);
    private readonly string _node = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));
    private long _lists;

    public int Count => _open.Count;

    public IEnumerable<Dashboard> All => _open.Values;

    /// <summary>Those of one person on this node.</summary>
    public ImmutableArray<Dashboard> Of(string employee) => _ofEmployee.GetValueOrDefault(employee, []);

    /// <summary>Who is connected here: the number of open lines, sessions and keys alike, and when the oldest was opened.</summary>
    public Dictionary<EmployeeId, (int Count, DateTimeOffset Since)> People()
    {
        var people = new Dictionary<EmployeeId, (int Count, DateTimeOffset Since)>();
        foreach (var dashboard in _open.Values)
        {
            var known = people.GetValueOrDefault(dashboard.Caller.Employee, (Count: 0, Since: dashboard.OpenedAt));
            people[dashboard.Caller.Employee] = (known.Count + 1, known.Since < dashboard.OpenedAt ? known.Since : dashboard.OpenedAt);
        }

        return people;
    }

    public Dashboard? Find(string id) => _open.GetValueOrDefault(id);

    /// <summary>Lets a dashboard in; false when the person, or the node, has too many.</summary>
    public bool TryAdd(Dashboard dashboard)
    {
        lock (_perPerson)
        {
            var person = PersonOf(dashboard.Caller);
            var open = _perPerson.GetValueOrDefault(person);
            var most = person.IsKey ? options.ConnectionsPerKeyOwnerMax : options.ConnectionsPerPersonMax;
            if (open >= most || _open.Count >= options.ConnectionsMax || !_open.TryAdd(dashboard.Id, dashboard))
            {
                return false;
            }

            _perPerson[person] = open + 1;
            _ofEmployee[person.Employee] = Of(person.Employee).Add(dashboard);
            return true;
        }
    }

    public void Remove(string id)
    {
        Dashboard? gone;
        lock (_perPerson)
        {
            if (!_open.TryRemove(id, out gone))
            {
                return;
            }

            var person = PersonOf(gone.Caller);
            if (--_perPerson[person] == 0)
            {
                _perPerson.Remove(person);
            }

            var left = Of(person.Employee).Remove(gone);
            if (left.IsEmpty)
            {
                _ofEmployee.TryRemove(person.Employee, out _);
            }
            else
            {
                _ofEmployee[person.Employee] = left;
            }
        }

        gone.Dispose();
    }

    /// <summary>Unlike any other list's on any node since it started, so that a frame of an earlier connection fits no list of a later one.</summary>
    public string NextListId() => string.Create(CultureInfo.InvariantCulture, $"{_node}-{Interlocked.Increment(ref _lists)}");

    private static (string Employee, bool IsKey) PersonOf(Caller caller) => (caller.Employee.Value, caller.Via is not null);
}
