using System.Text;
using System.Text.Json;

namespace Conversations.Load.Ledgers;

/// <summary>Reads a ledger back. Only the last line may be torn; anything else unreadable is an error, never skipped.</summary>
public static class LedgerReader
{
    public static List<LedgerRecord> Read(string folder)
    {
        var records = new List<LedgerRecord>();
        using var file = new FileStream(Path.Combine(folder, LedgerWriter.FileName), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var lines = new StreamReader(file, Encoding.UTF8);
        while (lines.ReadLine() is { } line)
        {
            try
            {
                records.Add(JsonSerializer.Deserialize<LedgerRecord>(line)!);
            }
            catch (JsonException) when (lines.EndOfStream)
            {
                // The writer was killed within its last line: that fact was never acted upon.
                break;
            }
        }

        return records;
    }
}
