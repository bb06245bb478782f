using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LocalHost.Bus.Access;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Transport;
using Microsoft.Extensions.Logging;

namespace LocalHost.Bus.Amqp;

/// <summary>AMQP 1.0 on loopback: takes connections and lets the library speak on them.</summary>
internal sealed partial class AmqpFace : IAsyncDisposable
{
    private const int MostConnections = 256;
    private const int WriteBufferBytes = 4 << 20;
    private static readonly TimeSpan HandshakeLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan OpenLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan CloseLimit = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<BusConnection, byte> _connections = [];
    private readonly SharedBudget _budget = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly AmqpSettings _settings;
    private readonly AccessKeys _keys;
    private readonly ILogger _logger;
    private readonly List<Socket> _listening;
    private readonly Task[] _loops;
    private int _open;

    /// <param name="links">Makes links and their endpoints.</param>
    /// <param name="keys">The access keys.</param>
    /// <param name="port">The loopback port; 0 takes any free one.</param>
    /// <param name="logger">For failures.</param>
    /// <exception cref="SocketException">The port is in use.</exception>
    public AmqpFace(IRuntimeProvider links, AccessKeys keys, int port, ILogger logger)
    {
        (_keys, _logger) = (keys, logger);
        var protocol = new AmqpTransportProvider();
        protocol.Versions.Add(new AmqpVersion(1, 0, 0));
        _settings = new AmqpSettings { RuntimeProvider = links };
        _settings.TransportProviders.Add(protocol);
        _listening = LoopbackSockets.Listen(port);
        _loops = [.. _listening.Select(AcceptAsync)];
    }

    public int Port => ((IPEndPoint)_listening[0].LocalEndPoint!).Port;

    /// <summary>Tells clients that the bus stops, and disconnects those that do not close in time.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        foreach (var socket in _listening)
            socket.Dispose();
        await Task.WhenAll(_loops);
        foreach (var connection in _connections.Keys)
            connection.SafeClose(AmqpErrors.Exception("amqp:connection:forced", "The bus is stopping."));
        var limit = Task.Delay(CloseLimit, TimeProvider.System);
        foreach (var connection in _connections.Keys)
        {
            var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            connection.SafeAddClosed((_, _) => closed.TrySetResult());
            await Task.WhenAny(closed.Task, limit);
            connection.Abort();
        }

        _stopping.Dispose();
    }

    private async Task AcceptAsync(Socket listener)
    {
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var socket = await listener.AcceptAsync(_stopping.Token);
                _ = ServeAsync(socket);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (SocketException error)
            {
                // The client left before the connection was accepted; the next one may come.
                NotAccepted(error.SocketErrorCode);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        if (Interlocked.Increment(ref _open) > MostConnections)
        {
            TooMany(MostConnections);
            socket.Dispose();
            Interlocked.Decrement(ref _open);
            return;
        }

        try
        {
            socket.NoDelay = true;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            limit.CancelAfter(HandshakeLimit);
            if (await Handshake.PassAsync(socket, limit.Token))
                await OpenAsync(socket);
        }
        catch (Exception error) when (error is SocketException or IOException or ObjectDisposedException or OperationCanceledException)
        {
            // The client did not speak, spoke too slowly, or left.
            NoHandshake(error.GetType().Name);
        }
        finally
        {
            socket.Dispose();
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task OpenAsync(Socket socket)
    {
        using var budget = new InboundBudget(_budget);
        var settings = new AmqpConnectionSettings
        {
            ContainerId = "local-bus",
            ChannelMax = 1_023,
            IdleTimeOut = 60_000,
            WriteBufferFullLimit = WriteBufferBytes,
            WriteBufferEmptyLimit = WriteBufferBytes / 2,
        };
        var connection = new BusConnection(new SocketTransport(socket, budget), _settings, settings, new Claims(_keys), budget);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        connection.SafeAddClosed((_, _) => closed.TrySetResult());
        _connections.TryAdd(connection, 0);
        try
        {
            await connection.OpenAsync(OpenLimit);
        }
        catch (Exception error) when (error is AmqpException or TimeoutException or OperationCanceledException or IOException)
        {
            NotOpened(error.Message);
            connection.SafeClose(error);
        }

        await closed.Task;
        _connections.TryRemove(connection, out _);
    }

    [LoggerMessage(LogLevel.Warning, EventName = "BusConnectionNotAccepted", Message =
        "Connection to the bus not accepted ({Error}); continuing.")]
    private partial void NotAccepted(SocketError error);

    [LoggerMessage(LogLevel.Warning, EventName = "BusConnectionsFull", Message =
        "The bus has its maximum of {Most} connections; closed a further one.")]
    private partial void TooMany(int most);

    [LoggerMessage(LogLevel.Information, EventName = "BusHandshakeFailed", Message =
        "Connection to the bus ended before AMQP began ({Error}).")]
    private partial void NoHandshake(string error);

    [LoggerMessage(LogLevel.Information, EventName = "BusConnectionNotOpened", Message =
        "Connection to the bus not opened: {Reason}")]
    private partial void NotOpened(string reason);
}
