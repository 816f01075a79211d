using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Conversations.Load.Ledgers;

namespace Conversations.Load.Checks;

/// <summary>The verdict for people (text) and for programs (report.json).</summary>
public sealed record Report(RunBegan? Run, Figures Figures, Verdict Verdict)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Save(string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "report.json"), JsonSerializer.Serialize(this, Json));
    }

    public string Text()
    {
        var text = new StringBuilder();
        if (Run is not null)
        {
            Line(text, $"{Run.Profile}, seed {Run.Seed}, against {Run.Target}, begun {Run.StartedAt:yyyy-MM-dd HH:mm:ss} UTC");
        }

        var f = Figures;
        Line(text, $"  messages   {f.MessagesOffered} offered, {f.MessagesAcknowledged} acknowledged ({f.MessagesPerSecond}/s) in {f.Conversations} conversations");
        Line(text, $"  beside     {f.DuplicatesSent} duplicates ({f.DuplicateRate:P1} of all items), {f.MessagesQuarantined} malformed items quarantined");
        Line(text, $"  replies    {f.RepliesAccepted} accepted, {f.RepliesReached} reached the customer in {f.DeliveryAttempts} attempts");
        Line(text, $"             {f.RepliesCancelled} cancelled, {f.RepliesFailed} failed, {f.RepliesUnknown} unknown ({f.UnknownRate:P2}), {f.RepliesWithoutReplyTo} without replyTo");
        Line(text, $"  journal    {f.Entries} entries; dashboards showed {f.EntriesSeen}, {f.EntriesRepeated} of them repeated");
        Line(text, $"  sockets    {f.SocketsLost} lost; {f.ListVersionsSkipped} list versions skipped");
        Spread(text, "webhook ack", Figures.WebhookAck);
        Spread(text, "arrival → dashboard", Figures.ArrivalToDashboard);
        Spread(text, "reply → delivered", Figures.ReplyToDelivered);
        Spread(text, "agent command", Figures.CommandAnswer);
        Counts(text, "  asked again after", Figures.UnansweredAttempts);
        Counts(text, "  refused", Figures.RefusedCommands);
        foreach (var law in Verdict.Laws)
        {
            Line(text, $"  {law.Name,-3} {(law.Holds ? "ok      " : "VIOLATED")}  {law.Title}{(law.Holds ? "" : $" ({law.Violations})")}");
            foreach (var example in law.Examples)
            {
                Line(text, $"        {example}");
            }
        }

        Line(text, $"  {Conclusion}");
        return text.ToString();
    }

    private string Conclusion => this switch
    {
        { Verdict.IsExchanged: false } => "FAILED: nothing was exchanged, so nothing is proved.",
        { Verdict.Holds: false } => "FAILED",
        _ => "Nothing lost, doubled or reordered.",
    };

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static void Spread(StringBuilder text, string what, Spread spread) =>
        Line(text, $"  {what,-20} p50 {spread.P50,8:F1} ms   p99 {spread.P99,8:F1} ms   max {spread.Max,8:F1} ms   ({spread.Count})");

    private static void Counts(StringBuilder text, string what, IReadOnlyDictionary<string, int> counts)
    {
        if (counts.Count > 0)
        {
            Line(text, $"{what} {string.Join(", ", counts.Select(count => $"{count.Key} × {count.Value}"))}");
        }
    }
}
