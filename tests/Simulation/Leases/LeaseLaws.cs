using Conversations.Contracts;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;

namespace Conversations.Simulation.Leases;

/// <summary>What must hold of who has what until when, read from the entries alone.</summary>
internal static class LeaseLaws
{
    /// <summary>The first law that is broken, in words; null when all hold.</summary>
    public static string? Broken(LeaseWorld world)
    {
        foreach (var (stream, story) in world.Stories())
        {
            if (Broken(stream, story) is { } broken)
            {
                return broken;
            }

            if (world.StateOf(stream).Owner is { } owner)
            {
                return $"{owner} still has {stream}, long after her lease.";
            }
        }

        return null;
    }

    /// <summary>No silence ends an ownership before its own lease has passed since its owner claimed or did something; and only a claim by grade is taken because the customer went private.</summary>
    private static string? Broken(string stream, IEnumerable<EntryRow> story)
    {
        var (owner, isFloor, actedAt) = ((EmployeeId?)null, false, DateTimeOffset.MinValue);
        foreach (var entry in story)
        {
            switch (EntryReader.Read(entry, ""))
            {
                case Claimed claimed:
                    (owner, isFloor, actedAt) = (claimed.Employee, claimed.Floor, entry.At);
                    break;
                case Released { Reason: "private" } when !isFloor:
                    return $"{stream} was taken from {owner} because it went private, and she may read that.";
                case Released { Reason: "lapsed" or "away" } when entry.At - actedAt < (isFloor ? LeaseWorld.FloorLease : LeaseWorld.Lease):
                    return $"{stream} was taken from {owner} {entry.At - actedAt} after she did something.";
                case Released:
                    owner = null;
                    break;
                default:
                    actedAt = owner is { } known && entry.Actor.Id == known.Value ? entry.At : actedAt;
                    break;
            }
        }

        return null;
    }
}
