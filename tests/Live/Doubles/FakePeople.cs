using System.Collections.Concurrent;
using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Feed;
using Conversations.Contracts.Ports;
using Conversations.Contracts.Presence;
using Conversations.Contracts.Settings;
using Conversations.Grains.Settings;
using Conversations.Web.Feed;
using Conversations.Web.Hubs;
using Conversations.Web.Presence;

namespace Conversations.Live.Tests.Doubles;

/// <summary>What the employees' grains decide, without grains: one cluster's people, asked by several nodes.</summary>
public sealed class FakePeople(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<EmployeeId, (Connections Connections, PresenceView? View)> _people = [];

    public Exception? Trouble { get; set; }
    public ConcurrentQueue<(EmployeeId Employee, int Lines)> Reports { get; } = new();
    public int Asked { get; private set; }

    public PresenceView Report(string node, EmployeeId employee, int lines, DateTimeOffset since)
    {
        Reports.Enqueue((employee, lines));
        return Change(employee, before => EmployeeDecisions.Report(
            before, new ConnectionReport { WebNode = node, Lines = lines, Since = since }, time.GetUtcNow()));
    }

    public PresenceView Ask(EmployeeId employee)
    {
        Asked++;
        return Change(employee, before => EmployeeDecisions.Expire(before, time.GetUtcNow()));
    }

    private PresenceView Change(EmployeeId employee, Func<Connections, Connections> change)
    {
        lock (_gate)
        {
            if (Trouble is { } trouble)
            {
                throw trouble;
            }

            var known = _people.GetValueOrDefault(employee, (Connections.None, null));
            var next = change(known.Item1);
            var settings = new EmployeeSettings { Id = employee, Name = "N", Email = "e@example.org", Role = Role.Agent };
            var view = EmployeeDecisions.View(known.Item2, settings, next, time.GetUtcNow());
            _people[employee] = (next, view);
            return view;
        }
    }
}

/// <summary>One node's line to them.</summary>
public sealed class FakePresenceLine(string node, FakePeople people) : IPresenceLine
{
    public Task<PresenceView?> ReportAsync(EmployeeId employee, int lines, DateTimeOffset since) => Task.FromResult<PresenceView?>(people.Report(node, employee, lines, since));

    public Task<PresenceView?> ReportLostAsync(EmployeeId employee, string webNode, DateTimeOffset at) => Task.FromResult<PresenceView?>(people.Report(webNode, employee, 0, at));

    public Task<PresenceView?> AskAsync(EmployeeId employee) => Task.FromResult<PresenceView?>(people.Ask(employee));
}

/// <summary>The ear of another node, as its feed reader is one.</summary>
public sealed class NodeEar(LiveNode node) : IFeedObserver
{
    public Task OnCommitted(CommittedBatch batch) => Task.CompletedTask;

    public Task OnPersonal(ImmutableArray<PersonalEvent> events)
    {
        node.Get<PersonalEvents>().Take(events);
        return Task.CompletedTask;
    }

    public Task OnSigns(string webNode, ImmutableArray<Sign> signs)
    {
        node.Get<NodeWatch>().Heard(webNode);
        node.Get<SignBoard>().Take(webNode, signs);
        return Task.CompletedTask;
    }

    public Task OnPresence(string webNode, ImmutableArray<PresenceView> people)
    {
        node.Get<NodeWatch>().Heard(webNode);
        node.Get<PresenceExchange>().Take(webNode, people);
        return Task.CompletedTask;
    }
}

/// <summary>Another node's ear for presence.</summary>
public sealed class PresenceEar(PresenceBoard board) : IFeedObserver
{
    public Task OnCommitted(CommittedBatch batch) => Task.CompletedTask;

    public Task OnSigns(string webNode, ImmutableArray<Sign> signs) => Task.CompletedTask;

    public Task OnPersonal(ImmutableArray<PersonalEvent> events) => Task.CompletedTask;

    public Task OnPresence(string webNode, ImmutableArray<PresenceView> people)
    {
        board.Take(people);
        return Task.CompletedTask;
    }
}

/// <summary>Who has come to the open floor.</summary>
public sealed class FakeFloorDoor : IFloorDoor
{
    public HashSet<EmployeeId> In { get; } = [];

    public ValueTask<bool> IsInAsync(EmployeeId employee) => ValueTask.FromResult(In.Contains(employee));
}

/// <summary>Whom conversations were told of.</summary>
public sealed class FakeAttendance : IAttendance
{
    public List<(string Conversation, EmployeeId Employee)> Told { get; } = [];

    public Task TellAsync(string conversation, Caller caller)
    {
        lock (Told)
        {
            Told.Add((conversation, caller.Employee));
        }

        return Task.CompletedTask;
    }
}
