using System.Diagnostics;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Routing;

namespace Conversations.Bench;

/// <summary>
/// The product's way: the core decides, then fenced appends through the journal's group commit, each awaited: the person's units are kept (her stream), the conversation is offered
/// (entry, state, list row, deadline), accepted (two entries, state, list row, lease, command). That the kept units are let go is written with her next change.
/// </summary>
internal sealed class RoutingJournal
{
    private static readonly string Words = new('w', 120);
    private static readonly string State = $$"""{"pad":"{{new string('s', 480)}}"}""";
    private static readonly string Units = $$"""{"kept":[{"conversation":"conversation00000000000001","epoch":1,"units":1,"until":"2026-01-01T00:00:30Z","pad":"{{new string('u', 80)}}"}]}""";

    private readonly IJournal _journal;
    private readonly RoutingCore _core = new();
    private readonly Dictionary<EmployeeId, PersonStream> _people = [];
    private readonly RoutingPerson[] _all;
    private readonly Lock _one = new();
    private int _items;
    private int _commands;

    public RoutingJournal(IJournal journal, RoutingPerson[] people)
    {
        (_journal, _all) = (journal, people);
        foreach (var person in people)
        {
            _people.Add(person.Id, new PersonStream("capacity-" + person.Id.Value));
        }
    }

    /// <summary>Before the clock runs: conversations with a first message, in the journal and in the line; all people free.</summary>
    public async Task PrepareAsync(int items)
    {
        var fresh = Enumerable.Range(_items, items).ToList();
        _items += items;
        await Parallel.ForEachAsync(fresh, new ParallelOptions { MaxDegreeOfParallelism = 500 }, async (item, _) => await AppendAsync(Message(item)));
        foreach (var person in _all)
        {
            _core.SetPerson(person);
        }

        foreach (var item in fresh)
        {
            _core.SetItem(new RoutingItem
            {
                Id = Id(item), Skills = 1UL << (int)(item * 7919L % RoutingWork.Skills), Units = 1, Since = RoutingWork.Start.AddMilliseconds(item), Priority = RoutingPriority.Normal,
            });
        }
    }

    /// <summary>Items offered and accepted a second, and how long from the decision to the offer, and to the acceptance, committed.</summary>
    public async Task<(double PerSecond, double OfferP99, double AcceptP99)> RunAsync(int items, int atOnce)
    {
        var (offered, accepted, next) = (new double[items], new double[items], -1);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(async _ =>
        {
            await Task.Yield();
            for (var i = Interlocked.Increment(ref next); i < items; i = Interlocked.Increment(ref next))
            {
                var begun = Stopwatch.GetTimestamp();
                var match = Decide();
                await UnitsAsync(match.Person);
                await AppendAsync(Offered(match.Item, match.Person));
                offered[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
                await AppendAsync(Accepted(match.Item, match.Person));
                accepted[i] = Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
            }
        }));
        var seconds = clock.Elapsed.TotalSeconds;
        return (items / seconds, offered.Order().ElementAt(items * 99 / 100), accepted.Order().ElementAt(items * 99 / 100));
    }

    private RoutingMatch Decide()
    {
        lock (_one)
        {
            return _core.TryDecide(RoutingWork.Start.AddMilliseconds(_commands++), out var match) ? match : throw new InvalidOperationException("Nothing could be decided.");
        }
    }

    /// <summary>One person's changes come one after the other, as in her grain.</summary>
    private async Task UnitsAsync(EmployeeId person)
    {
        var stream = _people[person];
        await stream.Turn.WaitAsync();
        try
        {
            await AppendAsync(new Append { Stream = stream.Id, ExpectedVersion = stream.Version++, State = Units, StateShape = 1 });
        }
        finally
        {
            stream.Turn.Release();
        }
    }

    private async Task AppendAsync(Append append)
    {
        if (await _journal.AppendAsync(append) is not Appended)
        {
            throw new InvalidOperationException("An append was refused.");
        }
    }

    private static ConversationId Id(int item) => new(string.Create(CultureInfo.InvariantCulture, $"conversation{item:d14}"));

    private static Append Message(int item) => Change(Id(item), 0, null, "new", Entry(1, EntryKinds.MessageReceived, Actor.System) with
    {
        Actor = new Actor("customer", "customer-1234", "Ana Example"), SourceKey = "m-1", Words = $$"""{"text":"{{Words}}"}""",
    });

    private static Append Offered(ConversationId id, EmployeeId person) => Change(id, 1, null, "offered", Entry(2, "offered", Actor.System)) with
    {
        Deadlines = [new DeadlineChange("offer", 1, RoutingWork.Start.AddYears(9))],
    };

    private Append Accepted(ConversationId id, EmployeeId person)
    {
        var actor = new Actor("employee", person.Value, "Ben Example");
        return Change(id, 2, person, "owned", Entry(3, "offerEnded", actor), Entry(4, EntryKinds.Claimed, actor)) with
        {
            Commands = [new CommandRow(new Guid(Interlocked.Increment(ref _commands), 1, 1, new byte[8]), "0123456789abcdef0123456789abcdef", """{"seq":4}""")],
            Deadlines = [new DeadlineChange("offer", 1, null), new DeadlineChange("lease", 1, RoutingWork.Start.AddYears(9))],
        };
    }

    private static NewEntry Entry(long seq, string kind, Actor actor) =>
        new() { Seq = seq, At = RoutingWork.Start.AddSeconds(seq), Kind = kind, Actor = actor, Data = """{"employeeId":"employee-123456","epoch":1,"until":"2026-01-01T00:00:30Z","reason":"mostRoom"}""" };

    private static Append Change(ConversationId id, long version, EmployeeId? owner, string state, params ReadOnlySpan<NewEntry> entries) => new()
    {
        Stream = id.Value, ExpectedVersion = version, Entries = [.. entries], State = State, StateShape = 1,
        Summary = new SummaryRow
        {
            Id = id, Channel = new ChannelId("channel-1"), ChannelKind = "webhook", Thread = "thread-1234", Visibility = "public",
            Customer = new CustomerView { Id = "customer-1234", Name = "Ana Example", Handle = "@ana" }, State = state, Owner = owner, Queue = new QueueId("queue-1"),
            Priority = "normal", Head = entries[^1].Seq, LastText = Words, LastAt = RoutingWork.Start, LastBy = "customer", WaitingSince = RoutingWork.Start,
            DueAt = RoutingWork.Start.AddHours(1), CreatedAt = RoutingWork.Start, Unattended = true,
        },
    };

    private sealed class PersonStream(string id)
    {
        public string Id { get; } = id;

        public SemaphoreSlim Turn { get; } = new(1);

        public long Version { get; set; }
    }
}
