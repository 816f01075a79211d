using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Conversations.Channels.Tests.Webhook;

/// <summary>
/// A reply endpoint on a loopback port that says exactly the bytes a test wants said, or hangs up in the way it wants. Each connection is handled by the
/// script, one at a time; a fault in the script is thrown on dispose.
/// </summary>
public sealed class RawEndpoint : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task accepting;

    public RawEndpoint(Func<RawConnection, Task> script)
    {
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync(script);
    }

    public int Port { get; }

    public string Url => $"http://127.0.0.1:{Port}/replies?team=1";

    public int Connections { get; private set; }

    /// <summary>An endpoint that reads one request on each connection, gives this answer and closes.</summary>
    public static RawEndpoint Answering(string answer) => new(async connection =>
    {
        await connection.ReadRequestAsync();
        await connection.SayAsync(answer);
    });

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await accepting;
        listener.Stop();
        stop.Dispose();
    }

    private async Task AcceptAsync(Func<RawConnection, Task> script)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var client = await listener.AcceptTcpClientAsync(stop.Token);
                Connections++;
                await script(new RawConnection(client, stop.Token));
            }
            catch (Exception e) when (stop.IsCancellationRequested && e is OperationCanceledException or SocketException)
            {
                // An accept begun just as the end came is told of it as a socket's fault.
                return;
            }
            catch (IOException)
            {
                // The sender hung up on the script, which is its right.
            }
            catch
            {
                // Nobody may wait for a script that is no more; the fault itself comes out on dispose.
                listener.Stop();
                throw;
            }
        }
    }
}

public sealed class RawConnection(TcpClient client, CancellationToken stop)
{
    private readonly NetworkStream stream = client.GetStream();

    public NetworkStream Stream => stream;

    public CancellationToken Stop => stop;

    public Task SayAsync(string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text), stop).AsTask();

    /// <summary>Closes with a reset instead of an orderly end.</summary>
    public void Reset() => client.Client.Close(0);

    /// <summary>Reads a head and as many body bytes as it announces.</summary>
    public async Task<RawRequest> ReadRequestAsync()
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!EndsHead(head))
        {
            await stream.ReadExactlyAsync(one, stop);
            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(p => p[0].ToLowerInvariant(), p => p[1]);
        var length = headers.TryGetValue("content-length", out var given) ? int.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var body = new byte[length];
        await stream.ReadExactlyAsync(body, stop);
        return new RawRequest(lines[0], headers, body);
    }

    private static bool EndsHead(List<byte> head) => head.Count >= 4 && head[^4] == '\r' && head[^3] == '\n' && head[^2] == '\r' && head[^1] == '\n';
}

public sealed record RawRequest(string Line, IReadOnlyDictionary<string, string> Headers, byte[] Body);
