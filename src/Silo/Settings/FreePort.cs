using System.Net;
using System.Net.Sockets;

namespace Conversations.Silo.Settings;

/// <summary>Asks the system for a port nobody listens on.</summary>
internal static class FreePort
{
    public static int Find(IPAddress address)
    {
        using var listener = new TcpListener(address, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
