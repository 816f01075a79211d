using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Conversations.Testing.Processes;

/// <summary>A process of the test's own: its last lines are kept for the message of a failing test, and it never outlives the test.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private const int Sigterm = 15;

    private readonly Process process;
    private readonly Queue<string> lines = new();
    private readonly int linesKept;
    private readonly List<(Func<string, bool> Wanted, TaskCompletionSource<string> Seen)> awaited = [];

    private ChildProcess(Process process, int linesKept)
    {
        this.process = process;
        this.linesKept = linesKept;
    }

    public int Id => process.Id;

    public bool HasExited => process.HasExited;

    public string Output
    {
        get
        {
            lock (lines)
            {
                return string.Join('\n', lines);
            }
        }
    }

    public static ChildProcess Start(ProcessStartInfo start, int linesKept = 400)
    {
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.RedirectStandardInput = true;
        var child = new ChildProcess(new Process { StartInfo = start }, linesKept);
        child.process.OutputDataReceived += (_, line) => child.Keep(line.Data);
        child.process.ErrorDataReceived += (_, line) => child.Keep(line.Data);
        child.process.Start();
        child.process.StandardInput.Close();
        child.process.BeginOutputReadLine();
        child.process.BeginErrorReadLine();
        return child;
    }

    public static async Task RunAsync(string command, string[] arguments)
    {
        var (code, output) = await TryRunAsync(new ProcessStartInfo(command, arguments));
        if (code != 0)
        {
            throw new InvalidOperationException($"{command} ended with {code}: {output}");
        }
    }

    public static async Task<(int Code, string Output)> TryRunAsync(ProcessStartInfo start, int linesKept = 400)
    {
        await using var child = Start(start, linesKept);
        var code = await child.WaitForExitAsync(TimeSpan.FromMinutes(2));
        return (code, child.Output);
    }

    /// <summary>The first line from now on, or already kept, that is wanted.</summary>
    public async Task<string> LineAsync(Func<string, bool> wanted, TimeSpan patience)
    {
        var seen = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (lines)
        {
            if (lines.FirstOrDefault(wanted) is { } line)
            {
                return line;
            }

            awaited.Add((wanted, seen));
        }

        var first = await Task.WhenAny(seen.Task, process.WaitForExitAsync(), Task.Delay(patience));
        return first == seen.Task ? await seen.Task : throw new TimeoutException($"The line did not come. The process printed:\n{Output}");
    }

    /// <summary>Asks again and again until the answer is yes; fails when the process ends or patience does.</summary>
    public async Task WaitForAsync(Func<Task<bool>> isReady, TimeSpan patience)
    {
        var until = DateTimeOffset.UtcNow + patience;
        while (!await isReady())
        {
            if (process.HasExited || DateTimeOffset.UtcNow > until)
            {
                throw new TimeoutException($"The process did not become ready. It printed:\n{Output}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
    }

    public async Task<int> WaitForExitAsync(TimeSpan patience)
    {
        using var limit = new CancellationTokenSource(patience);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The process did not end. It printed:\n{Output}");
        }

        return process.ExitCode;
    }

    /// <summary>SIGTERM, to itself alone; it may have ended already.</summary>
    public void Terminate() => _ = Kill(process.Id, Sigterm);

    /// <summary>SIGKILL, to its children as well; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);

    private void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (lines)
        {
            lines.Enqueue(line);
            while (lines.Count > linesKept)
            {
                lines.Dequeue();
            }

            foreach (var (wanted, seen) in awaited.Where(one => one.Wanted(line)))
            {
                seen.TrySetResult(line);
            }
        }
    }
}
