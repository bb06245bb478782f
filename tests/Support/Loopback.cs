using System.Net;
using System.Net.Sockets;

namespace ChildProtection.Tests.Support;

internal static class Loopback
{
    /// <summary>A port that was free a moment ago; for a process that must be told its port before it starts.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
