using System.Net;
using System.Net.Sockets;

namespace LocalHost.Tests.Bus;

/// <summary>A connection to the bus over which tests send any bytes.</summary>
internal static class RawSocket
{
    public static async Task<Socket> ConnectAsync(TestBus bus)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, bus.Host.Port);
        return socket;
    }

    /// <summary>Sends frame after frame and listens for an answer, so that each frame meets what those before it have made.</summary>
    public static async Task ConverseAsync(Socket socket, List<byte[]> frames)
    {
        var buffer = new byte[65_536];
        try
        {
            foreach (var frame in frames)
            {
                await socket.SendAsync(frame);
                using var answer = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
                if (!Waits(frame))
                    continue;
                await ((Task)socket.ReceiveAsync(buffer, answer.Token).AsTask()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (SocketException gone) when (gone.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // A peer that was cut off meanwhile takes no more.
        }
    }

    /// <summary>Reads until the bus ends the connection.</summary>
    /// <exception cref="TimeoutException">It does not.</exception>
    public static async Task ReadToEndAsync(Socket socket, string what)
    {
        using var limit = new CancellationTokenSource(TestBus.Limit);
        var buffer = new byte[65_536];
        try
        {
            while (await socket.ReceiveAsync(buffer, limit.Token) > 0)
            {
                // Whatever it says.
            }
        }
        catch (SocketException gone) when (gone.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Cut off.
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The bus did not end the connection: {what}");
        }
    }

    // Whether a frame is one that the bus answers: a header, an open, a begin, an attach, a transfer.
    private static bool Waits(byte[] frame) => frame.Length < 12 || frame[10] is 0x10 or 0x11 or 0x12 or 0x14;
}
