using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Offers;
using Conversations.Contracts.Ports;
using Conversations.Grains.Routing;

namespace Conversations.Grains.Offers;

/// <summary>
/// What one queue's router knows: who waits and who can take, as last told or read. Pure bookkeeping around <see cref="RoutingCore"/>; whatever it believes wrongly is put right by the person's
/// grain and by the conversation, who have the last word.
/// </summary>
internal sealed class RouterLine(OfferOptions options)
{
    private readonly RoutingCore core = new();
    private readonly SkillBits bits = new();
    private readonly SortedDictionary<string, SummaryRow> waiting = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, RosterPerson> people = new(StringComparer.Ordinal);

    /// <summary>What a conversation's own book said of it, by the head it was read at.</summary>
    private readonly Dictionary<string, (long Head, OfferBook Book)> books = new(StringComparer.Ordinal);

    /// <summary>Everybody who could take it has let it go lately: it is looked at again then.</summary>
    private readonly SortedDictionary<string, DateTimeOffset> resting = new(StringComparer.Ordinal);
    private ImmutableArray<string> skills = [];
    private ulong required;
    private string recounted = "";

    public int Count => waiting.Count;

    /// <summary>When something may be decided though nothing is told before.</summary>
    public DateTimeOffset? NextAt => resting.Count == 0 ? core.NextAt : resting.Values.Append(core.NextAt ?? DateTimeOffset.MaxValue).Min();

    /// <summary>Since when the longest waiting waits, of those in the line.</summary>
    public SummaryRow? Oldest => waiting.Values.MinBy(SinceOf);

    public static DateTimeOffset SinceOf(SummaryRow row) => row.WaitingSince ?? row.CreatedAt;

    public static bool Waits(SummaryRow row) => row is { State: ConversationStates.New, Owner: null, Unattended: true };

    /// <summary>What whoever answers here must be able to do. False: more skills than can be told apart; then nobody is offered anything.</summary>
    public bool Require(ImmutableArray<string> names)
    {
        if (!names.SequenceEqual(skills, StringComparer.Ordinal) || (required == 0 && names.Length > 0))
        {
            if (!bits.TryRequire(names, out required))
            {
                return false;
            }

            skills = names;
            foreach (var person in people.Values.ToList())
            {
                SetPerson(person);
            }

            foreach (var row in waiting.Values.ToList())
            {
                SetItem(row);
            }
        }

        return true;
    }

    /// <summary>A conversation as it is now, or was: an older row than the known one changes nothing.</summary>
    public void Hear(SummaryRow row)
    {
        if (waiting.TryGetValue(row.Id.Value, out var known) && known.Head >= row.Head)
        {
            return;
        }

        if (!Waits(row))
        {
            Remove(row.Id);
        }
        else if (known is not null || waiting.Count < Limits.RouterLineMax)
        {
            PutBack(row);
        }
    }

    /// <summary>Everything that waits, as just read from the store.</summary>
    public void Reset(IReadOnlyList<SummaryRow> rows)
    {
        var all = rows.ToDictionary(static row => row.Id.Value, StringComparer.Ordinal);
        foreach (var row in waiting.Values.Where(row => !all.ContainsKey(row.Id.Value)).ToList())
        {
            Remove(row.Id);
        }

        foreach (var row in rows)
        {
            if (!waiting.TryGetValue(row.Id.Value, out var known) || known.Head < row.Head || !(core.HasItem(row.Id) || resting.ContainsKey(row.Id.Value)))
            {
                PutBack(row);
            }
        }
    }

    public void Remove(ConversationId id)
    {
        waiting.Remove(id.Value);
        books.Remove(id.Value);
        resting.Remove(id.Value);
        core.RemoveItem(id);
    }

    public SummaryRow? Find(ConversationId id) => waiting.GetValueOrDefault(id.Value);

    /// <summary>It waits on, and is decided anew.</summary>
    public void PutBack(SummaryRow row)
    {
        waiting[row.Id.Value] = row;
        resting.Remove(row.Id.Value);
        SetItem(row);
    }

    /// <summary>What its own book says counts from now on. True when that was news, and who gets it must be decided again.</summary>
    public bool Learn(SummaryRow row, long head, OfferBook book)
    {
        var isKnown = books.TryGetValue(row.Id.Value, out var before) && before.Head == head;
        books[row.Id.Value] = (head, book);
        return !isKnown && (book.LastOwner is not null || book.Last is not null);
    }

    /// <summary>Nobody who is there may be asked before then.</summary>
    public void Rest(ConversationId id, DateTimeOffset until) => resting[id.Value] = until;

    /// <summary>What has rested is decided anew.</summary>
    public void Wake(DateTimeOffset now)
    {
        foreach (var id in resting.Where(one => one.Value <= now).Select(static one => one.Key).ToList())
        {
            PutBack(waiting[id]);
        }
    }

    public bool TryDecide(DateTimeOffset now, out RoutingMatch match) => core.TryDecide(now, out match);

    public void See(RosterPerson person)
    {
        var hadRoom = people.TryGetValue(person.Employee.Value, out var before) && before.IsReady ? before.Capacity - before.InUse : 0;
        people[person.Employee.Value] = person;
        SetPerson(person);
        if (person.IsReady && person.Capacity - person.InUse > hadRoom)
        {
            // She may not have let go what the others have.
            Wake(DateTimeOffset.MaxValue);
        }
    }

    /// <summary>All who are ready, as the roster knows them.</summary>
    public void SeeAll(ImmutableArray<RosterPerson> ready)
    {
        var all = ready.Select(static person => person.Employee.Value).ToHashSet(StringComparer.Ordinal);
        foreach (var person in people.Values.Where(person => person.IsReady && !all.Contains(person.Employee.Value)).ToList())
        {
            See(person with { IsReady = false });
        }

        foreach (var person in ready)
        {
            See(person);
        }
    }

    /// <summary>Some of those who are ready and have no room for anything here, others each time.</summary>
    public List<EmployeeId> NextFull(int count)
    {
        var full = people.Values.Where(static person => person.IsReady && person.InUse > 0).Where(person => person.Capacity - person.InUse < options.UnitsMax).Select(static person => person.Employee).ToList();
        var from = full.FindIndex(one => string.CompareOrdinal(one.Value, recounted) > 0);
        var some = full.Skip(Math.Max(0, from)).Take(count).ToList();
        recounted = some.Count == 0 ? "" : some[^1].Value;
        return some;
    }

    /// <summary>What was decided does not come true: she carries what she carried.</summary>
    public void Restore(EmployeeId employee)
    {
        if (people.TryGetValue(employee.Value, out var person))
        {
            SetPerson(person);
        }
    }

    public void Learn(EmployeeId employee, UnitsOutcome outcome, DateTimeOffset? gotWorkAt)
    {
        if (people.TryGetValue(employee.Value, out var person))
        {
            See(person with { IsReady = outcome.IsReady, InUse = outcome.InUse, Capacity = outcome.Capacity, IdleSince = gotWorkAt ?? person.IdleSince });
        }
    }

    /// <summary>Somebody else with room, least loaded first: where the one who was chosen, and perhaps others, have let it go lately.</summary>
    public EmployeeId? Other(int units, Func<EmployeeId, bool> isResting) => people.Values
        .Where(person => person.IsReady && person.Capacity - person.InUse >= units && (required & ~bits.Known(person.Skills)) == 0 && !isResting(person.Employee))
        .OrderBy(static person => (double)person.InUse / person.Capacity).ThenBy(static person => person.IdleSince).ThenBy(static person => person.Employee.Value, StringComparer.Ordinal)
        .Select(static person => (EmployeeId?)person.Employee).FirstOrDefault();

    private void SetItem(SummaryRow row)
    {
        var book = books.TryGetValue(row.Id.Value, out var known) && known.Head == row.Head ? known.Book : OfferBook.Empty;
        core.SetItem(new RoutingItem
        {
            Id = row.Id,
            Skills = required,
            Units = options.UnitsOf(row.ChannelKind),
            Since = SinceOf(row),
            Priority = PriorityOf(row.Priority),
            DueAt = row.DueAt,
            LastOwner = book.LastOwner,
            DeclinedBy = book.Last?.Employee,
        });
    }

    private void SetPerson(RosterPerson person) => core.SetPerson(new RoutingPerson
    {
        Id = person.Employee,
        Skills = bits.Known(person.Skills),
        Capacity = person.Capacity,
        Load = person.InUse,
        IsPresent = person.IsReady,
        IdleSince = person.IdleSince,
    });

    public static RoutingPriority PriorityOf(string priority) => priority switch
    {
        "low" => RoutingPriority.Low,
        "high" => RoutingPriority.High,
        "urgent" => RoutingPriority.Urgent,
        _ => RoutingPriority.Normal,
    };
}
