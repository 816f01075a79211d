using Conversations.Load.Ledgers;

namespace Conversations.Load.Checks;

/// <summary>I6: between two owners of a conversation lies a release, and each ownership has the next epoch.</summary>
public static class ClaimChecks
{
    public static void Check(LedgerFacts facts, Journal journal, Verdict verdict)
    {
        foreach (var conversation in journal.Conversations)
        {
            CheckJournal(conversation, verdict);
        }

        var claims = facts.Commands.Values.Where(command => command.Sent.Verb == "claim" && command.IsAccepted && command.Answer!.Epoch is not null);
        foreach (var claim in claims.GroupBy(command => (command.Sent.Conversation, command.Answer!.Epoch)))
        {
            if (claim.Select(command => EmployeeOf(command.Sent.Agent)).Distinct().Count() > 1)
            {
                verdict.Claims.Violated($"epoch {claim.Key.Epoch} of {claim.Key.Conversation} was given to two employees");
            }
        }
    }

    /// <summary>Agents are named agent@employee.</summary>
    private static string EmployeeOf(string agent) => agent[(agent.IndexOf('@', StringComparison.Ordinal) + 1)..];

    private static void CheckJournal(ConversationTruth conversation, Verdict verdict)
    {
        string? owner = null;
        var epoch = 0L;
        foreach (var entry in conversation.Entries.Where(entry => entry.Kind is "claimed" or "assigned" or "released"))
        {
            var at = $"{conversation.Id}/{entry.Seq}";
            if (entry.Kind == "released")
            {
                owner = null;
                continue;
            }

            if (entry.Kind == "claimed" && owner is not null && owner != entry.Employee)
            {
                verdict.Claims.Violated($"{at}: claimed while another employee owned it");
            }

            if (entry.Epoch is null || entry.Epoch <= epoch)
            {
                verdict.Claims.Violated($"{at}: epoch {entry.Epoch} after epoch {epoch}");
            }
            else if (entry.Epoch > epoch + 1)
            {
                verdict.Claims.Violated($"{at}: epoch {entry.Epoch} skips from {epoch}");
            }

            (owner, epoch) = (entry.Employee, entry.Epoch ?? epoch);
        }
    }
}
