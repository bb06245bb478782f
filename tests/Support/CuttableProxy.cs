using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ChildProtection.Tests.Support;

/// <summary>Stands between a client and a port on loopback; it can be cut, as if the network were gone, and mended.</summary>
internal sealed class CuttableProxy : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Socket, bool> open = new();
    private readonly CancellationTokenSource ending = new();
    private readonly int target;
    private readonly Task accepting;
    private volatile bool cut;

    public CuttableProxy(int target)
    {
        this.target = target;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Ends every connection; new ones are closed at once.</summary>
    public void Cut()
    {
        cut = true;
        foreach (var socket in open.Keys)
            socket.Dispose();
    }

    public void Mend() => cut = false;

    public async ValueTask DisposeAsync()
    {
        await ending.CancelAsync();
        Cut();
        listener.Stop();
        await accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ending.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
            _ = ServeAsync(await listener.AcceptSocketAsync(ending.Token));
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(SocketType.Stream, ProtocolType.Tcp);
        using (client)
        {
            open[client] = open[server] = true;
            try
            {
                if (cut)
                    return;
                await server.ConnectAsync(IPAddress.Loopback, target, ending.Token);
                await Task.WhenAny(PassAsync(client, server), PassAsync(server, client));
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // The other side is gone: the client sees its connection end.
            }
            finally
            {
                open.TryRemove(client, out _);
                open.TryRemove(server, out _);
            }
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        await using var source = new NetworkStream(from);
        await using var sink = new NetworkStream(to);
        await source.CopyToAsync(sink, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
