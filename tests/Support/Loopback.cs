using System.Net;
using System.Net.Sockets;

namespace ChildProtection.Tests.Support;

internal static class Loopback
{
    /// <summary>A port that was free a moment ago; for a process that must be told its port before it starts.</summary>
    public static int FreePort() => FreePorts(1)[0];

    /// <summary>So many different ports, each as <see cref="FreePort"/>.</summary>
    public static int[] FreePorts(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        try
        {
            return
            [
                .. listeners.Select(listener =>
                {
                    listener.Start();
                    return ((IPEndPoint)listener.LocalEndpoint).Port;
                }),
            ];
        }
        finally
        {
            foreach (var listener in listeners)
                listener.Dispose();
        }
    }
}
