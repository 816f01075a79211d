using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Web.Feed;
using Conversations.Web.Kept;
using Conversations.Web.Lists;
using Microsoft.Extensions.Hosting;

namespace Conversations.Web.Hubs;

/// <summary>
/// Tells the dashboards of this node that look at the open floor, gathered over a quarter of a second, that something on it moved, and whether it was the one conversation they have open there. What it
/// is they read again, under the floor's own rules: nothing of it is told here. Every node sees every batch: none tells another. What nobody looks at costs one look-up.
/// </summary>
public sealed class FloorNews : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly Lock _gate = new();
    private readonly Dictionary<Dashboard, ConversationId?> _readers = [];

    /// <summary>Conversations that somebody has open there, by how many.</summary>
    private readonly Dictionary<ConversationId, int> _open = [];
    private readonly HashSet<ConversationId> _touched = [];

    /// <summary>Those of them that are not public any more.</summary>
    private readonly HashSet<ConversationId> _hidden = [];
    private readonly ChangeSignal _moved = new();
    private readonly Dashboards _dashboards;
    private readonly ChangeSignal _frames;
    private readonly TimeProvider _time;
    private bool _isTouched;

    public FloorNews(LiveLists lists, LiveState live, Dashboards dashboards, ChangeSignal frames, TimeProvider time)
    {
        (_dashboards, _frames, _time) = (dashboards, frames, time);
        lists.Changed += Follow;
        live.FloorStandingMoved += TellStanding;
    }

    /// <summary>Something left the floor of which its own row does not say so.</summary>
    public void Touch()
    {
        lock (_gate)
        {
            _isTouched |= _readers.Count > 0;
        }

        _moved.Raise();
    }

    /// <param name="conversation">The one that is open there; it is public. Null: none.</param>
    internal void Watch(Dashboard dashboard, ConversationId? conversation)
    {
        lock (_gate)
        {
            Place(dashboard, conversation);
        }

        // One that went while it asked is not asked to leave again.
        if (_dashboards.Find(dashboard.Id) is null)
        {
            Leave(dashboard);
        }
    }

    internal void Leave(Dashboard dashboard)
    {
        lock (_gate)
        {
            Forget(dashboard);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            await _moved.WaitAsync(stoppingToken);
            Tell();
            await Task.Delay(Pause, _time, stoppingToken);
        }
    }

    private void Follow(SummaryRow row)
    {
        lock (_gate)
        {
            var isOpen = _open.ContainsKey(row.Id);
            if (!isOpen && (row.Visibility != Audiences.Public || _readers.Count == 0))
            {
                return;
            }

            _isTouched = true;
            if (isOpen)
            {
                _touched.Add(row.Id);
                if (row.Visibility != Audiences.Public)
                {
                    // That it went is told; what becomes of it in private is not.
                    _hidden.Add(row.Id);
                }
            }
        }

        _moved.Raise();
    }

    /// <summary>Tells what is gathered; false when that is nothing.</summary>
    internal bool Tell()
    {
        lock (_gate)
        {
            if (!_isTouched)
            {
                return false;
            }

            foreach (var (dashboard, conversation) in _readers)
            {
                dashboard.Personal.Add(Changes.Event(Changes.Floor));
                if (conversation is { } id && _touched.Contains(id))
                {
                    dashboard.Personal.Add(Changes.FloorConversation(id));
                }
            }

            foreach (var dashboard in _readers.Where(reader => reader.Value is { } id && _hidden.Contains(id)).Select(static reader => reader.Key).ToList())
            {
                Place(dashboard, conversation: null);
            }

            _touched.Clear();
            _hidden.Clear();
            _isTouched = false;
        }

        _frames.Raise();
        return true;
    }

    private void TellStanding(EmployeeId employee)
    {
        foreach (var dashboard in _dashboards.Of(employee.Value))
        {
            dashboard.Personal.Add(Changes.Event(Changes.FloorStanding));
        }

        _frames.Raise();
    }

    private void Place(Dashboard dashboard, ConversationId? conversation)
    {
        Forget(dashboard);
        _readers.Add(dashboard, conversation);
        if (conversation is { } id)
        {
            _open[id] = _open.GetValueOrDefault(id) + 1;
        }
    }

    private void Forget(Dashboard dashboard)
    {
        if (_readers.Remove(dashboard, out var before) && before is { } id && _open.TryGetValue(id, out var readers))
        {
            if (readers == 1)
            {
                _open.Remove(id);
            }
            else
            {
                _open[id] = readers - 1;
            }
        }
    }
}
