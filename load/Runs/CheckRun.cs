using Conversations.Load.Checks;
using Conversations.Load.Ledgers;
using Conversations.Load.Options;
using Conversations.Load.Wire;

namespace Conversations.Load.Runs;

/// <summary>Judges a ledger against the target's journal and prints the report.</summary>
public static class CheckRun
{
    /// <exception cref="JournalUnreadableException">The target cannot be read.</exception>
    public static async Task<bool> RunAsync(RunOptions options, HttpSender http, TextWriter console, CancellationToken cancellationToken)
    {
        var records = LedgerReader.Read(options.Ledger);
        var reader = new JournalReader(http, options.Tokens[0], new Patience(static (_, _) => { }, cancellationToken));
        var facts = new LedgerFacts(records);
        var journal = await reader.ReadAsync(facts.Conversations, cancellationToken);
        var report = new Report(facts.Run, Figures.Of(facts, journal), Checker.Check(records, journal));
        report.Save(options.Out);
        await console.WriteAsync(report.Text());
        await console.WriteLineAsync($"  report: {Path.Combine(options.Out, "report.json")}   ledger: {Path.Combine(options.Ledger, LedgerWriter.FileName)}");
        return report.Verdict.Holds;
    }
}
