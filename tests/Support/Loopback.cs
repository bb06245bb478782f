using System.Net;
using System.Net.Sockets;

namespace ChildProtection.Tests.Support;

/// <summary>Ports for processes that must be told their port before they start.</summary>
internal static class Loopback
{
    // Below the ports of outgoing connections, one of which could else have it before its process does; above Azurite's usual.
    private const int First = 12_000;
    private const int End = 32_000;
    private static readonly Lock Gate = new();

    // Other test runs beside this one begin elsewhere.
    private static int _next = Random.Shared.Next(First, End);

    /// <summary>A port that was free a moment ago, and is given to nobody else in this process.</summary>
    public static int FreePort() => FreePorts(1)[0];

    /// <summary>So many ports in a row, each as <see cref="FreePort"/>.</summary>
    public static int[] FreePorts(int count)
    {
        lock (Gate)
        {
            while (true)
            {
                if (_next + count > End)
                    _next = First;
                var ports = Enumerable.Range(_next, count).ToArray();
                _next += count;
                if (ports.All(IsFree))
                    return ports;
            }
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
