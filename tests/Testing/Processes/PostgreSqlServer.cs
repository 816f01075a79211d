using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Conversations.Testing.Processes;

/// <summary>
/// A private PostgreSQL of the test's own, in a temporary folder, on a port of the system's choice, with fsync on. It can be killed and
/// started again on the same data and port. PostgreSQL refuses to run as root; then it runs as user postgres.
/// </summary>
public sealed class PostgreSqlServer : IAsyncDisposable
{
    private const string Binaries = "/usr/lib/postgresql/15/bin/";
    private const int LogLinesKept = 200;
    private readonly DirectoryInfo folder;
    private readonly int port;
    private ChildProcess? server;

    private PostgreSqlServer(DirectoryInfo folder, int port)
    {
        this.folder = folder;
        this.port = port;
    }

    /// <summary>Of a database that exists and is empty at first.</summary>
    public string ConnectionString => ConnectionStringOf("postgres");

    public int Port => port;

    public static async Task<PostgreSqlServer> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("conversations-pg-");
        var server = new PostgreSqlServer(folder, FreePort());
        if (IsRoot)
        {
            await ChildProcess.RunAsync("chown", ["postgres", folder.FullName]);
        }

        await RunAsync("initdb", ["-D", server.Data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--locale=C", "--no-sync"]);
        await server.StartAgainAsync();
        return server;
    }

    public string ConnectionStringOf(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database}";

    public async Task<string> CreateDatabaseAsync(string name)
    {
        await RunAsync("psql", ["-h", "127.0.0.1", "-p", $"{port}", "-U", "postgres", "-q", "-c", $"CREATE DATABASE \"{name}\""]);
        return ConnectionStringOf(name);
    }

    /// <summary>SIGKILL to the whole server, as a power cut to the machine's processes.</summary>
    public async Task KillAsync()
    {
        if (server is null)
        {
            return;
        }

        var lockFile = Path.Combine(Data, "postmaster.pid");
        var postmaster = File.Exists(lockFile) ? File.ReadLines(lockFile).First() : null;
        await server.KillAsync();
        await server.DisposeAsync();
        server = null;

        // Until it is gone its lock files keep the next one from starting; and a zombie that nobody reaps keeps them for ever.
        for (var waits = 0; postmaster is not null && IsAlive(postmaster) && waits < 200; waits++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        File.Delete(lockFile);
        File.Delete(Path.Combine(folder.FullName, $".s.PGSQL.{port}.lock"));
        File.Delete(Path.Combine(folder.FullName, $".s.PGSQL.{port}"));
    }

    public async Task StartAgainAsync()
    {
        string[] arguments = ["-D", Data, "-p", $"{port}", "-c", "listen_addresses=127.0.0.1", "-k", folder.FullName, "-c", "max_connections=200", "-c", "shared_buffers=256MB"];
        server = ChildProcess.Start(As(Binaries + "postgres", arguments), LogLinesKept);
        await server.WaitForAsync(AcceptsAsync, TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        folder.Delete(recursive: true);
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

    private static bool IsRoot => Environment.UserName == "root";

    private string Data => Path.Combine(folder.FullName, "data");

    private async Task<bool> AcceptsAsync()
    {
        var (code, _) = await ChildProcess.TryRunAsync(As(Binaries + "psql", ["-h", "127.0.0.1", "-p", $"{port}", "-U", "postgres", "-q", "-c", "SELECT 1"]));
        return code == 0;
    }

    private static async Task RunAsync(string tool, string[] arguments)
    {
        var (code, output) = await ChildProcess.TryRunAsync(As(Binaries + tool, arguments));
        if (code != 0)
        {
            throw new InvalidOperationException($"{tool} ended with {code}: {output}");
        }
    }

    private static ProcessStartInfo As(string command, string[] arguments) =>
        IsRoot ? new ProcessStartInfo("runuser", ["-u", "postgres", "--", command, .. arguments]) { WorkingDirectory = "/tmp" }
            : new ProcessStartInfo(command, arguments);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
