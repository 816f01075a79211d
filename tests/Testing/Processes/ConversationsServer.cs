using System.Diagnostics;

namespace Conversations.Testing.Processes;

/// <summary>The real server as a process of its own, on a free port, with data of its own; can be killed and started again.</summary>
public sealed class ConversationsServer : IAsyncDisposable
{
    public const string AdminToken = "test-admin-token-0123456789-0123456789";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("conversations-");
    private readonly Dictionary<string, string> settings;
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(5) };
    private ChildProcess? process;

    public ConversationsServer(params (string Name, string Value)[] settings)
    {
        Address = new Uri($"http://127.0.0.1:{FreePort.Next()}");
        this.settings = new Dictionary<string, string>
        {
            ["Urls"] = Address.ToString().TrimEnd('/'),
            ["Store__Provider"] = "Sqlite",
            ["Store__ConnectionString"] = $"Data Source={Path.Combine(folder.FullName, "conversations.db")}",
            ["Bootstrap__AdminToken"] = AdminToken,
            ["Channels__AllowPrivateReplyUrls"] = "true",
        };
        foreach (var (name, value) in settings)
        {
            this.settings[name] = value;
        }
    }

    /// <summary>Web, or Silo for a silo of its own.</summary>
    public string Program { get; init; } = "Web";

    /// <summary>How long a start may take on a busy machine.</summary>
    public TimeSpan StartPatience { get; init; } = TimeSpan.FromSeconds(120);

    public Uri Address { get; }

    /// <exception cref="InvalidOperationException">It does not run.</exception>
    public int ProcessId => (process ?? throw new InvalidOperationException("The server was not started.")).Id;

    public string Output => process?.Output ?? "";

    public DirectoryInfo Folder => folder;

    /// <summary>Returns when it is ready.</summary>
    public async Task StartAsync()
    {
        Launch();
        await UntilAsync(IsReadyAsync, StartPatience);
    }

    /// <summary>Returns at once.</summary>
    public void Launch()
    {
        string[] content = Program == "Web" ? ["--contentRoot", Path.Combine(Built.Root, "src", "Web")] : [];
        var start = new ProcessStartInfo("dotnet", ["exec", Built.Dll(Program), .. content]) { WorkingDirectory = folder.FullName };
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        process = ChildProcess.Start(start);
    }

    /// <summary>Asks again and again until the answer is yes; fails when the process ends or patience does.</summary>
    public Task UntilAsync(Func<Task<bool>> isSo, TimeSpan patience) =>
        (process ?? throw new InvalidOperationException("The server was not started.")).WaitForAsync(isSo, patience);

    /// <summary>The line of its start that is wanted.</summary>
    public Task<string> LineAsync(Func<string, bool> wanted) =>
        (process ?? throw new InvalidOperationException("The server was not started.")).LineAsync(wanted, TimeSpan.FromSeconds(30));

    /// <summary>SIGKILL: nothing is flushed, nothing is said goodbye to.</summary>
    public async Task KillAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
            process = null;
        }
    }

    /// <summary>SIGTERM, as an operator stops it; returns how it ended.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public async Task<int> TerminateAsync(TimeSpan patience)
    {
        (process ?? throw new InvalidOperationException("The server was not started.")).Terminate();
        return await EndAsync(patience);
    }

    /// <summary>Waits until it has ended by itself; returns how.</summary>
    /// <exception cref="TimeoutException">It did not end in time.</exception>
    public Task<int> EndAsync(TimeSpan patience) => (process ?? throw new InvalidOperationException("The server was not started.")).WaitForExitAsync(patience);

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        http.Dispose();
        folder.Delete(recursive: true);
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using var response = await http.GetAsync(new Uri(Address, "/health/ready"));
            return response.IsSuccessStatusCode;
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
