using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Simulation.World;

namespace Conversations.Simulation.Laws;

/// <summary>I6 and the rules of who may take what from whom: intervals of ownership never overlap, and each has the next epoch.</summary>
internal sealed class OwnershipLaws
{
    private const string Law = "I6 ownership never overlaps and each owner has the next epoch";
    private readonly Journal _journal;
    private EmployeeId? _owner;
    private long _epoch;

    private OwnershipLaws(Journal journal) => _journal = journal;

    public static void Check(Journal journal)
    {
        var laws = new OwnershipLaws(journal);
        foreach (var (entry, happened) in journal.Events)
        {
            laws.Follow(entry, happened);
        }
    }

    private void Follow(EntryRow entry, ConversationEvent happened)
    {
        switch (happened)
        {
            case Claimed claimed:
                Must(_owner is null && claimed.Epoch == _epoch + 1, entry);
                Own(claimed.Employee, claimed.Epoch);
                break;
            case Assigned assigned:
                Must(assigned.Epoch == _epoch + 1, entry);
                MustMayTake(entry);
                Own(assigned.Employee, assigned.Epoch);
                break;
            case Released released:
                Must(released.Employee == _owner && released.Epoch == _epoch, entry);
                MustMayTake(entry);
                _owner = null;
                break;
            case ReplyQueued reply:
                AllLaws.Must(
                    _owner is not null && (_owner.Value.Value == entry.Actor.Id || reply.SentAnyway), "I7 nobody answers in a colleague's place unasked",
                    () => $"{entry.Actor.Id} at {entry.Seq} of {_journal.Stream}, owned by {_owner}");
                break;
        }
    }

    private void Own(EmployeeId employee, long epoch) => (_owner, _epoch) = (employee, epoch);

    private void Must(bool holds, EntryRow entry) =>
        AllLaws.Must(holds, Law, () => $"{entry.Kind} {entry.Data} at {entry.Seq} of {_journal.Stream}; the owner was {_owner?.Value ?? "nobody"} with epoch {_epoch}");

    private void MustMayTake(EntryRow entry) => AllLaws.Must(
        _owner is null || entry.Actor == Actor.System || entry.Actor.Id == _owner.Value.Value || Company.Find(entry.Actor.Id)!.May(Permission.TakeFromOthers),
        "I7 only who may takes from others",
        () => $"{entry.Actor.Id} at {entry.Seq} of {_journal.Stream} from {_owner}");
}
