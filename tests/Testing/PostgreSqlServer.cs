using System.Diagnostics;
using System.Globalization;
using Conversations.Testing.Processes;
using Xunit;

namespace Conversations.Testing;

/// <summary>
/// A private PostgreSQL of this test run: its own data folder, a port of the system's choice, fsync on. PostgreSQL refuses root, so as root it runs as the
/// user postgres. Started on first use, stopped and deleted at the end; it can be killed and started again on the same data.
/// </summary>
public sealed class PostgreSqlServer : IAsyncLifetime
{
    private const int LogLinesKept = 200;
    private const int OutputLinesMax = 1_000_000;
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan GonePatience = TimeSpan.FromSeconds(10);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("conversations-pg-");
    private readonly SemaphoreSlim _starting = new(1);
    private ChildProcess? _server;
    private int _databases;

    public int Port { get; } = FreePort.Next();

    private static string Bin { get; } = Environment.GetEnvironmentVariable("PG_BIN")
        ?? (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Order().Select(d => Path.Combine(d, "bin")).LastOrDefault() : null)
        ?? throw new InvalidOperationException("PostgreSQL is not installed: apt-get install postgresql, or set PG_BIN.");

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(_folder.FullName, "data");

    private string PortText => Port.ToString(CultureInfo.InvariantCulture);

    private string[] Client => ["-h", "127.0.0.1", "-p", PortText, "-U", "postgres"];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
        _starting.Dispose();
    }

    public string ConnectionString(string database, int? port = null) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port ?? Port};Database={database};Username=postgres");

    /// <summary>A new, empty database; its name.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        await StartAsync();
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await SqlAsync("postgres", $"create database {name}");
        return name;
    }

    public Task DropDatabaseAsync(string name) => SqlAsync("postgres", $"drop database if exists {name} with (force)");

    public Task<string> SqlAsync(string database, string sql) => RunAsync("psql", [.. Client, "-d", database, "-v", "ON_ERROR_STOP=1", "-qAtc", sql]);

    /// <summary>All contents as SQL text.</summary>
    public Task<string> DumpAsync(string database) => RunAsync("pg_dump", [.. Client, database]);

    /// <summary>Starts it unless it runs: for the first time, or on the data that a killed one left, from whose log it recovers.</summary>
    public async Task StartAsync()
    {
        await _starting.WaitAsync();
        try
        {
            if (!Directory.Exists(Data))
            {
                await InitializeDataAsync();
            }

            if (_server is null)
            {
                _server = ChildProcess.Start(AsOwner("postgres", ["-D", Data, "-p", PortText, .. Settings]), LogLinesKept);
                await _server.WaitForAsync(AcceptsAsync, StartPatience);
            }
        }
        finally
        {
            _starting.Release();
        }
    }

    public async Task KillAndStartAsync()
    {
        await KillAsync();
        await StartAsync();
    }

    /// <summary>SIGKILL to the whole server, as a power cut to the machine's processes.</summary>
    public async Task KillAsync()
    {
        if (_server is null)
        {
            return;
        }

        var lockFile = Path.Combine(Data, "postmaster.pid");
        var postmaster = File.Exists(lockFile) ? File.ReadLines(lockFile).First() : null;
        await _server.KillAsync();
        await _server.DisposeAsync();
        _server = null;

        // Until it is gone its lock files keep the next one from starting; and a zombie that nobody reaps keeps them for ever.
        for (var until = DateTimeOffset.UtcNow + GonePatience; postmaster is not null && IsAlive(postmaster) && DateTimeOffset.UtcNow < until;)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        File.Delete(lockFile);
        File.Delete(Path.Combine(_folder.FullName, $".s.PGSQL.{PortText}.lock"));
        File.Delete(Path.Combine(_folder.FullName, $".s.PGSQL.{PortText}"));
    }

    private string[] Settings => ["-c", "listen_addresses=127.0.0.1", "-k", _folder.FullName, "-c", "max_connections=200", "-c", "shared_buffers=128MB"];

    private async Task InitializeDataAsync()
    {
        if (IsRoot)
        {
            await ChildProcess.RunAsync("chown", ["postgres", _folder.FullName]);
        }

        await RunAsync("initdb", ["-D", Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-sync"]);
    }

    private async Task<bool> AcceptsAsync()
    {
        var (code, _) = await ChildProcess.TryRunAsync(AsOwner("psql", [.. Client, "-q", "-c", "select 1"]));
        return code == 0;
    }

    private static bool IsAlive(string pid)
    {
        try
        {
            return !File.ReadAllText($"/proc/{pid}/stat").Contains(") Z ", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static async Task<string> RunAsync(string tool, string[] arguments)
    {
        var (code, output) = await ChildProcess.TryRunAsync(AsOwner(tool, arguments), OutputLinesMax);
        return code == 0 ? output : throw new InvalidOperationException($"{tool} ended with {code}: {output}");
    }

    private static ProcessStartInfo AsOwner(string tool, string[] arguments)
    {
        var path = Path.Combine(Bin, tool);
        string[] line = IsRoot ? ["runuser", "-u", "postgres", "--", path, .. arguments] : [path, .. arguments];
        return new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = Path.GetTempPath() };
    }
}
