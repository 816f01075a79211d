using Conversations.Contracts;
using Conversations.Contracts.Conversations;
using Conversations.Contracts.Ports;
using Conversations.Grains.Conversations;
using Conversations.Simulation.World;

namespace Conversations.Simulation.Laws;

/// <summary>One id, one effect, one answer; what was refused changed nothing; what may not be ordered never happens.</summary>
internal static class CommandLaws
{
    public static void Check(World.World world, List<Journal> journals)
    {
        var byStream = journals.ToDictionary(journal => journal.Stream);
        foreach (var record in world.Ledger.Commands)
        {
            var name = $"{record.Caller.Name}'s {record.Command}";
            AllLaws.Must(record.Results.Distinct().Count() <= 1, "L1 one command has one answer", () => $"{name}: {string.Join(" / ", record.Results)}");
            AllLaws.Must(
                record.Results.Count == 0 || record.Caller.May(ConversationDecisions.PermissionFor(record.Command)), "I7 nobody is answered yes who may not", () => name);
            var effects = Effects(byStream[record.Conversation], record.Command).ToList();
            if (record.Results is [var result, ..])
            {
                AllLaws.Must(
                    effects.Count == (IsCounted(record.Command) ? 1 : 0) && effects.TrueForAll(seq => seq == result.Seq),
                    "L1 one command has one effect", () => $"{name} was answered {result.Seq} and stands at [{string.Join(", ", effects)}]");
            }
            else if (record.Unheard == 0)
            {
                AllLaws.Must(effects.Count == 0, "L1 what was refused changed nothing", () => $"{name} stands at [{string.Join(", ", effects)}]");
            }
        }

        CheckClaims(world);
    }

    private static bool IsCounted(ConversationCommand command) => command is Reply or AddNote;

    private static IEnumerable<long> Effects(Journal journal, ConversationCommand command) => command switch
    {
        Reply reply => journal.Events.Where(it => it.Event is ReplyQueued queued && queued.ReplyId == reply.Id).Select(it => it.Entry.Seq),
        AddNote note => journal.Events.Where(it => it.Event is NoteAdded added && added.Text == note.Text).Select(it => it.Entry.Seq),
        _ => [],
    };

    /// <summary>Two who were told that they own it with one epoch would both answer.</summary>
    private static void CheckClaims(World.World world)
    {
        var owners = world.Ledger.Commands.Where(record => record.Command is Claim && record.Results.Count > 0)
            .GroupBy(record => (record.Conversation, record.Results[0].Epoch)).ToList();
        foreach (var owner in owners)
        {
            AllLaws.Must(
                owner.Select(record => record.Caller.Employee).Distinct().Count() == 1, "I6 one epoch has one owner",
                () => $"epoch {owner.Key.Epoch} of {owner.Key.Conversation}: {string.Join(", ", owner.Select(record => record.Caller.Name))}");
        }
    }
}
