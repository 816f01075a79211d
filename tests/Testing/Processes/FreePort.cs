using System.Net;
using System.Net.Sockets;

namespace Conversations.Testing.Processes;

/// <summary>
/// Ports for the processes of tests. They lie below those the system gives to whoever asks for any, and no two are the same within a run: between
/// choosing one and listening there a server takes seconds to start, and another test's server that got the same one meanwhile would answer in its place.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;
    private static int s_next = Environment.ProcessId * 61 % Count;

    /// <summary>A port nobody listens on, and nobody else is given.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref s_next) % Count);
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
            }
        }
    }
}
