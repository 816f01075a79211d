using System.Text;
using System.Text.Json;

namespace Conversations.Load.Ledgers;

/// <summary>
/// Appends facts to ledger.jsonl, each a line, each handed to the operating system before the call returns: a killed harness loses no line
/// it acted upon. Counts at <see cref="RecordsMax"/> stop the run instead of filling the disk.
/// </summary>
public sealed class LedgerWriter : IDisposable
{
    public const string FileName = "ledger.jsonl";
    public const int RecordsMax = 20_000_000;

    private readonly Lock _gate = new();
    private readonly FileStream _file;
    private int _records;

    /// <exception cref="IOException">The folder holds a ledger already: a second run would be judged by the first one's facts.</exception>
    public LedgerWriter(string folder)
    {
        Directory.CreateDirectory(folder);
        _file = new FileStream(Path.Combine(folder, FileName), FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
    }

    public RunClock Clock { get; } = new();

    public double Now => Clock.Now;

    public void Write(params ReadOnlySpan<LedgerRecord> records)
    {
        var lines = new StringBuilder();
        foreach (var record in records)
        {
            lines.Append(JsonSerializer.Serialize(record)).Append('\n');
        }

        var bytes = Encoding.UTF8.GetBytes(lines.ToString());
        lock (_gate)
        {
            if ((_records += records.Length) > RecordsMax)
            {
                throw new InvalidOperationException($"The ledger is full: more than {RecordsMax} records.");
            }

            _file.Write(bytes);
            _file.Flush();
        }
    }

    public void Dispose() => _file.Dispose();
}
