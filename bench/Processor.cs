using System.Diagnostics;

namespace Conversations.Bench;

internal static class Processor
{
    /// <summary>What a process has used of all processors until now; what others do on the machine changes it little.</summary>
    public static TimeSpan TimeOf(int process)
    {
        using var found = Process.GetProcessById(process);
        return found.TotalProcessorTime;
    }
}
