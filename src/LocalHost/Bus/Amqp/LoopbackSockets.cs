using System.Net;
using System.Net.Sockets;

namespace LocalHost.Bus.Amqp;

/// <summary>
/// Listens on loopback, by both versions of IP where the machine has both: clients that say "localhost" may try either first.
/// </summary>
internal static class LoopbackSockets
{
    private const int Waiting = 128;
    private const int Attempts = 10;

    /// <param name="port">0 takes one that is free in both.</param>
    /// <exception cref="SocketException">The port is in use.</exception>
    public static List<Socket> Listen(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            var sockets = new List<Socket> { Bind(IPAddress.Loopback, port) };
            try
            {
                if (Socket.OSSupportsIPv6)
                    sockets.Add(Bind(IPAddress.IPv6Loopback, ((IPEndPoint)sockets[0].LocalEndPoint!).Port));
                return sockets;
            }
            catch (SocketException none) when (none.SocketErrorCode == SocketError.AddressNotAvailable)
            {
                return sockets;
            }
            catch (SocketException) when (port == 0 && attempt < Attempts)
            {
                sockets[0].Dispose();
            }
            catch
            {
                sockets[0].Dispose();
                throw;
            }
        }
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            // ReuseAddress stays off: on Unix it would share the port with a living program, and .NET takes one of a dead program without
            // it.
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen(Waiting);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
