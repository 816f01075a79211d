using System.Collections.Immutable;
using Conversations.Contracts;
using Conversations.Contracts.Access;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using SoloHost.Simulated;

namespace Conversations.Simulation.World;

/// <summary>What an employee orders, seeing that row: sensible things mostly, and some that must be refused.</summary>
internal sealed class Orders(World world, Caller caller, SimulatedRandom random)
{
    public ConversationCommand Choose(SummaryRow row)
    {
        var id = random.NextGuid();
        return random.Next(24) switch
        {
            < 4 => new Claim { Id = id },
            < 11 => Reply(id, row),
            < 15 when AnyReply(row) is { } reply => Settle(id, reply),
            15 => new AddNote { Id = id, Text = $"note {id}" },
            16 or 17 => new Release { Id = id },
            18 => new AssignEmployee { Id = id, Employee = random.Pick(Company.Employees[..3]).Employee },
            19 => new Snooze { Id = id, Until = world.Cluster.Now + random.Between(TimeSpan.FromSeconds(-1), TimeSpan.FromSeconds(30)) },
            20 or 21 => new Resolve { Id = id },
            22 => new Reopen { Id = id },
            _ => Mark(id),
        };
    }

    private Reply Reply(Guid id, SummaryRow row) => new()
    {
        Id = id,
        Text = $"reply {id} by {caller.Name}",
        SeenSeq = random.Chance(0.1) ? Math.Max(0, row.Head - random.Next(5)) : row.Head,
        Audience = random.Chance(0.9) ? row.Visibility : null,
        SendAnyway = random.Chance(0.3),
        HoldSeconds = random.Chance(0.3) ? 1 + random.Next(5) : 0,
    };

    private ConversationCommand Mark(Guid id) => random.Chance(0.5)
        ? new SetPriority { Id = id, Priority = random.Pick(["low", Priorities.Normal, "high", "urgent"]) }
        : new SetLabels { Id = id, Labels = random.Pick<ImmutableArray<string>>([["a"], ["a", "b"], []]) };

    private OutboxRow? AnyReply(SummaryRow row)
    {
        var replies = world.Database.Outbox.All.Where(reply => reply.Stream == row.Id.Value).ToList();
        return replies.Count == 0 ? null : random.Pick(replies);
    }

    private ConversationCommand Settle(Guid id, OutboxRow reply) => random.Next(3) switch
    {
        0 => new CancelReply { Id = id, ReplyId = reply.ReplyId },
        1 => new RetryReply { Id = id, ReplyId = reply.ReplyId },
        _ => new MarkReplySent { Id = id, ReplyId = reply.ReplyId },
    };
}
