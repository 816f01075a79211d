using System.Collections.Immutable;
using System.Globalization;
using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Grains.Handovers;
using Conversations.Simulation.World;

namespace Conversations.Simulation.Custody;

/// <summary>What must hold at every instant, whatever is killed and whoever is gone.</summary>
internal sealed class CustodyLaws(ulong seed)
{
    /// <summary>Between a deadline and what comes of it, as the world looks every five seconds.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(6);

    /// <summary>After a start nothing is known of lines until those that live have told again, and the deadlines are read every ten seconds.</summary>
    private static readonly TimeSpan Recovery = Limits.ConnectionLease + TimeSpan.FromSeconds(10);
    private static readonly ConversationOptions Options = new();

    private readonly Dictionary<EmployeeId, DateTimeOffset> gone = [];
    private readonly Dictionary<string, long> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> pendingSince = new(StringComparer.Ordinal);
    private DateTimeOffset startedAt;

    /// <summary>Looks at a customer who waited for somebody gone, within the grace: without them the law was never near being broken.</summary>
    public long WithinGrace { get; private set; }

    public long Accepted { get; private set; }

    public long CameBack { get; private set; }

    public long GivenBack { get; private set; }

    public void Started(DateTimeOffset at) => startedAt = at;

    public void Came(EmployeeId person) => gone.Remove(person);

    public void Left(EmployeeId person, DateTimeOffset at) => gone[person] = at;

    /// <summary>A web node could tell only now.</summary>
    public void IsKnownToBeGone(EmployeeId person, DateTimeOffset at)
    {
        if (gone.ContainsKey(person))
        {
            gone[person] = at;
        }
    }

    public void Check(string thread, CustodyView state, ImmutableArray<EntryRow> entries, DateTimeOffset now)
    {
        Follow(thread, entries);
        CheckHandover(thread, state, now);
        CheckOrphan(thread, state, entries, now);
    }

    /// <summary>Custody passes only from who has it, and each new owner has the next epoch.</summary>
    private void Follow(string thread, ImmutableArray<EntryRow> entries)
    {
        var known = seen.GetValueOrDefault(thread);
        foreach (var entry in entries.Where(entry => entry.Seq > known))
        {
            known = entry.Seq;
            switch (EntryReader.Read(entry, thread))
            {
                case HandoverOffered offered:
                    Must(!pendingSince.ContainsKey(thread), thread, "two handovers wait at once", entry.At);
                    Must(offered.From != offered.To, thread, "it is handed to its owner", entry.At);
                    pendingSince[thread] = entry.At;
                    break;
                case HandoverAccepted:
                    Must(pendingSince.Remove(thread), thread, "what was not offered is taken", entry.At);
                    Accepted++;
                    break;
                case HandoverReturned:
                    Must(pendingSince.Remove(thread), thread, "what was not offered comes back", entry.At);
                    CameBack++;
                    break;
                case Claimed or Released or Assigned:
                    Must(!pendingSince.ContainsKey(thread), thread, "an offer outlives its giver's owning it", entry.At);
                    GivenBack += EntryReader.Read(entry, thread) is Released { Reason: "away" } ? 1 : 0;
                    break;
            }
        }

        seen[thread] = known;
    }

    private void CheckHandover(string thread, CustodyView state, DateTimeOffset now)
    {
        if (state.Handover is { } handover)
        {
            Must(state.Owner == handover.From, thread, "who hands it over does not own it", now);
            Must(now <= Latest(handover.Until, startedAt + Recovery) + Slack, thread, "a handover waits beyond its deadline", now);
        }
    }

    /// <summary>A customer waits for an owner who is gone: no longer than the grace, from her going or from what began her lease anew.</summary>
    private void CheckOrphan(string thread, CustodyView state, ImmutableArray<EntryRow> entries, DateTimeOffset now)
    {
        if (state.Owner is not { } owner || state.WaitingSince is null || !gone.TryGetValue(owner, out var since))
        {
            return;
        }

        var begun = entries.Where(entry => Begins(entry, state, owner)).Select(static entry => entry.At).LastOrDefault();
        var due = Latest(Latest(since, begun) + Options.Grace, startedAt + Recovery);
        WithinGrace += now <= due ? 1 : 0;
        Must(now <= due + Slack, thread, $"orphaned for {(now - due).TotalSeconds.ToString(CultureInfo.InvariantCulture)} s beyond the grace; {owner} gone since {since:HH:mm:ss}, lease begun {begun:HH:mm:ss}, started {startedAt:HH:mm:ss}", now);
    }

    private static bool Begins(EntryRow entry, CustodyView state, EmployeeId owner) =>
        (entry.Actor.Kind == "employee" && entry.Actor.Id == owner.Value)
        || entry.Kind is EntryKinds.HandoverReturned or EntryKinds.HandoverAccepted or EntryKinds.Assigned
        || (entry.Kind == EntryKinds.MessageReceived && entry.At == state.WaitingSince);

    private static DateTimeOffset Latest(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Must(bool holds, string thread, string what, DateTimeOffset at)
    {
        if (!holds)
        {
            throw new LawBrokenException("custody", string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, {thread}, {at:HH:mm:ss}: {what}."));
        }
    }
}
