using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LocalHost.Bus;
using LocalHost.Bus.Access;
using LocalHost.Bus.Amqp;
using LocalHost.Bus.Entities;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>An AMQP node that keeps one queue of bodies in memory and does nothing else: as fast as client and library can be.</summary>
internal sealed class MemoryNode : IRuntimeProvider, IAsyncDisposable
{
    private const uint Credit = 500;
    private const ulong LargestMessage = 256 * 1024;
    private readonly ConcurrentQueue<byte[]> _messages = [];
    private readonly TokenNode _tokens = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly SharedBudget _budget = new();
    private readonly AmqpSettings _settings;
    private readonly AccessKeys _keys;
    private readonly List<Socket> _listening = LoopbackSockets.Listen(0);
    private readonly Task[] _loops;

    public MemoryNode(BusOptions options)
    {
        _keys = AccessKeys.LoadOrCreate(options.KeysPath, EntitiesFile.Read(options.EntitiesPath, options.ListOf));
        var protocol = new AmqpTransportProvider();
        protocol.Versions.Add(new AmqpVersion(1, 0, 0));
        _settings = new AmqpSettings { RuntimeProvider = this };
        _settings.TransportProviders.Add(protocol);
        _loops = [.. _listening.Select(AcceptAsync)];
    }

    public string ConnectionString => _keys.ConnectionString(((IPEndPoint)_listening[0].LocalEndPoint!).Port);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_loops);
        foreach (var socket in _listening)
            socket.Dispose();
        _stopping.Dispose();
    }

    public AmqpConnection CreateConnection(
        TransportBase transport, ProtocolHeader protocolHeader, bool isInitiator, AmqpSettings amqpSettings, AmqpConnectionSettings connectionSettings) =>
        throw new NotSupportedException("Connections are made where they are taken.");

    public AmqpSession CreateSession(AmqpConnection connection, AmqpSessionSettings settings) => ((BusConnection)connection).CreateSession(connection, settings);

    public AmqpLink CreateLink(AmqpSession session, AmqpLinkSettings settings)
    {
        settings.MaxMessageSize = LargestMessage;
        if (settings.Role != true)
            return new SendingAmqpLink(session, settings);
        (settings.TotalLinkCredit, settings.AutoSendFlow) = (Credit, true);
        return new ReceivingAmqpLink(session, settings);
    }

    public IAsyncResult BeginOpenLink(AmqpLink link, TimeSpan timeout, AsyncCallback callback, object state) =>
        TaskToAsyncResult.Begin(Task.Run(() => Open(link), CancellationToken.None), callback, state);

    public void EndOpenLink(IAsyncResult result) => TaskToAsyncResult.End(result);

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync(_stopping.Token);
                socket.NoDelay = true;
                if (await Handshake.PassAsync(socket, _stopping.Token))
                    await OpenAsync(socket);
            }
        }
        catch (OperationCanceledException)
        {
            // The measure is over.
        }
    }

    private async Task OpenAsync(Socket socket)
    {
        // The node ends with its measure, and its connections with their client.
#pragma warning disable CA2000
        var budget = new InboundBudget(_budget);
        var connection = new BusConnection(
            new SocketTransport(socket, budget), _settings, new AmqpConnectionSettings { ContainerId = "memory", ChannelMax = 1_023, IdleTimeOut = 60_000 }, new Claims(_keys), budget);
#pragma warning restore CA2000
        await connection.OpenAsync(_stopping.Token);
    }

    private void Open(AmqpLink link)
    {
        var connection = (BusConnection)link.Session.Connection;
        var own = link.Settings.Role == true ? (link.Settings.Target as Target)?.Address : (link.Settings.Source as Source)?.Address;
        var address = BusAddress.Parse(own?.ToString());
        switch (link)
        {
            case ReceivingAmqpLink incoming when address.Kind == BusNode.Tokens:
                new RequestLink(incoming, connection, address, _tokens, NullLogger.Instance).Start();
                break;
            case ReceivingAmqpLink incoming:
                incoming.RegisterMessageListener(message => Take(incoming, message));
                break;
            case SendingAmqpLink outgoing when address.Kind != BusNode.Entity:
                connection.Replies.Add(address, outgoing);
                break;
            case SendingAmqpLink outgoing:
                outgoing.RegisterCreditListener((_, _, _) => Task.Run(() => Give(outgoing)));
                outgoing.RegisterDispositionListener(delivery => outgoing.DisposeDelivery(delivery, settled: true, AmqpConstants.AcceptedOutcome));
                break;
        }
    }

    private void Take(ReceivingAmqpLink link, AmqpMessage message)
    {
        var value = message.DataBody.Single().Value;
        _messages.Enqueue(((ArraySegment<byte>)value).ToArray());
        message.Batchable = false;
        link.DisposeDelivery(message, settled: true, AmqpConstants.AcceptedOutcome);
    }

    private void Give(SendingAmqpLink link)
    {
        lock (link)
        {
            while (link.LinkCredit > 0 && _messages.TryDequeue(out var body))
            {
                var message = AmqpMessage.Create(new Data { Value = new ArraySegment<byte>(body) });
                message.DeliveryTag = new(Guid.NewGuid().ToByteArray());
                message.TxnId = AmqpConstants.NullBinary;
                if (!link.TrySendDelivery(message))
                    _messages.Enqueue(body);
            }
        }
    }
}
