using System.Diagnostics;
using Conversations.Testing.Processes;

namespace Conversations.Durability.Tests;

/// <summary>The ledger harness as a process: customers and agents who do not stop because a server was killed.</summary>
internal sealed class LoadRun : IAsyncDisposable
{
    private readonly DirectoryInfo ledger = Directory.CreateTempSubdirectory("conversations-ledger-");
    private readonly ChildProcess process;
    private bool isHeld;

    public LoadRun(Uri target, int seconds, int seed)
    {
        process = ChildProcess.Start(new ProcessStartInfo("dotnet",
        [
            "exec", Built.Dll("Load"), "kill", "--target", target.ToString().TrimEnd('/'), "--token", ConversationsServer.AdminToken,
            "--seconds", $"{seconds}", "--seed", $"{seed}", "--ledger", ledger.FullName, "--out", ledger.FullName,
        ]));
    }

    public string Output => process.Output;

    /// <summary>Returns when its customers write.</summary>
    public Task BegunAsync() => process.LineAsync(static line => line.Contains(" posts over ", StringComparison.Ordinal), TimeSpan.FromMinutes(1));

    /// <summary>0 only when nothing acknowledged was lost, nothing doubled, and all sequences are whole.</summary>
    public async Task<int> VerdictAsync()
    {
        var verdict = await process.WaitForExitAsync(TimeSpan.FromMinutes(6));
        isHeld = verdict == 0;
        return verdict;
    }

    /// <summary>The ledger of a run that was not held stays, for whoever looks into it.</summary>
    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        if (isHeld)
        {
            ledger.Delete(recursive: true);
        }
    }
}
