using Conversations.Load.Ledgers;

namespace Conversations.Load.Checks;

/// <summary>Holds the ledger against the journal. Pure: the same records and journal give the same verdict.</summary>
public static class Checker
{
    public static Verdict Check(IReadOnlyList<LedgerRecord> records, Journal journal)
    {
        var facts = new LedgerFacts(records);
        var verdict = new Verdict();
        InboundChecks.Check(facts, journal, verdict);
        OutboundChecks.Check(facts, journal, verdict);
        OrderChecks.Check(facts, journal, verdict);
        ClaimChecks.Check(facts, journal, verdict);
        ContractChecks.Check(facts, journal, verdict);
        verdict.IsExchanged = facts.Acknowledged.Count > 0
            && facts.Received.Any(attempts => attempts.Any(attempt => attempt.Reached))
            && records.OfType<EntrySeen>().Any();
        return verdict;
    }
}
