using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Conversations.Testing.StoreSuite;
using Xunit;

namespace Conversations.Testing;

/// <summary>
/// A private PostgreSQL of this test run: its own data folder, a port of the system's choice, fsync on. PostgreSQL refuses root, so as root it runs as the
/// user postgres. Started on first use, stopped and deleted at the end.
/// </summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private static readonly TimeSpan CommandTimeout = TimeSpan.FromSeconds(120);
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"conversations-pg-{Environment.ProcessId}-{Guid.NewGuid():N}");
    private readonly SemaphoreSlim _starting = new(1);
    private bool _isStarted;
    private int _databases;

    public int Port { get; } = FreePort();

    private static string Bin { get; } = Environment.GetEnvironmentVariable("PG_BIN")
        ?? (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().Select(d => Path.Combine(d, "bin")).LastOrDefault() : null)
        ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql, or set PG_BIN.");

    private string Data => Path.Combine(_folder, "data");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_isStarted)
        {
            await RunAsync(asOwner: true, "pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        }

        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        _starting.Dispose();
    }

    public string ConnectionString(string database, int? port = null) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port ?? Port};Database={database};Username=postgres");

    /// <summary>A new, empty database; its name.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await EnsureStartedAsync();
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await SqlAsync("postgres", $"create database {name}");
        return name;
    }

    public Task DropDatabaseAsync(string name) => SqlAsync("postgres", $"drop database if exists {name} with (force)");

    public Task<string> SqlAsync(string database, string sql) =>
        RunAsync(asOwner: false, "psql", "-h", "127.0.0.1", "-p", PortText, "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1", "-qAtc", sql);

    /// <summary>All contents as SQL text.</summary>
    public Task<string> DumpAsync(string database) => RunAsync(asOwner: false, "pg_dump", "-h", "127.0.0.1", "-p", PortText, "-U", "postgres", database);

    /// <summary>kill -9 of the server's first process, then start again on the same data: it recovers from its log.</summary>
    public async Task KillAndStartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    /// <summary>kill -9 of the server and of all its sessions.</summary>
    public async Task KillAsync()
    {
        var pid = int.Parse((await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0], CultureInfo.InvariantCulture);
        var children = await RunAsync(asOwner: false, "/usr/bin/pgrep", "-P", pid.ToString(CultureInfo.InvariantCulture));
        foreach (var one in children.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse).Prepend(pid))
        {
            try
            {
                using var process = Process.GetProcessById(one);
                process.Kill();
                await process.WaitForExitAsync();
            }
            catch (ArgumentException)
            {
                // It has gone by itself when its parent died.
            }
        }
    }

    public Task StartAsync() => RunAsync(
        asOwner: true, "pg_ctl", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"),
        "-o", $"-p {PortText} -c listen_addresses=127.0.0.1 -k {_folder} -c max_connections=200 -c shared_buffers=128MB", "start");

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    private async Task EnsureStartedAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (_isStarted)
            {
                return;
            }

            Directory.CreateDirectory(_folder);
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync(asOwner: false, "/usr/bin/chown", "postgres", _folder);
            }

            await RunAsync(asOwner: true, "initdb", "-D", Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums");
            await StartAsync();
            _isStarted = true;
        }
        finally
        {
            _starting.Release();
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<string> RunAsync(bool asOwner, string program, params string[] arguments)
    {
        var path = Path.IsPathRooted(program) ? program : Path.Combine(Bin, program);
        string[] line = asOwner && Environment.IsPrivilegedProcess ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];

        // The server that pg_ctl leaves behind inherits the pipes, so its output goes to files that end with the command.
        var isStart = arguments.Contains("start");
        using var process = new Process
        {
            StartInfo = new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = !isStart, RedirectStandardError = !isStart, WorkingDirectory = Path.GetTempPath() },
        };
        process.Start();
        using var timeout = new CancellationTokenSource(CommandTimeout);
        var output = isStart ? Task.FromResult("") : process.StandardOutput.ReadToEndAsync(timeout.Token);
        var errors = isStart ? Task.FromResult("") : process.StandardError.ReadToEndAsync(timeout.Token);
        await process.WaitForExitAsync(timeout.Token);
        return process.ExitCode == 0 || program.EndsWith("pgrep", StringComparison.Ordinal)
            ? await output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }
}
