using System.Collections.Concurrent;
using LocalHost.Bus.Amqp;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Transport;
using Microsoft.Extensions.Logging.Abstractions;

namespace Benchmarks;

/// <summary>Links to one queue that is kept in memory, with nothing else behind them: as fast as client and library can be.</summary>
internal sealed class MemoryLinks : IRuntimeProvider
{
    private const uint Credit = 50;
    private const ulong LargestMessage = 256 * 1024;
    private readonly ConcurrentQueue<byte[]> _messages = [];
    private readonly TokenNode _tokens = new();

    public AmqpConnection CreateConnection(
        TransportBase transport,
        ProtocolHeader protocolHeader,
        bool isInitiator,
        AmqpSettings amqpSettings,
        AmqpConnectionSettings connectionSettings) =>
        throw new NotSupportedException("Connections are made where they are taken.");

    public AmqpSession CreateSession(AmqpConnection connection, AmqpSessionSettings settings) =>
        ((BusConnection)connection).CreateSession(connection, settings);

    public AmqpLink CreateLink(AmqpSession session, AmqpLinkSettings settings)
    {
        if (settings.Role != true)
            return new SendingAmqpLink(session, settings);
        (settings.MaxMessageSize, settings.TotalLinkCredit, settings.AutoSendFlow) = (LargestMessage, Credit, true);
        return new ReceivingAmqpLink(session, settings);
    }

    public IAsyncResult BeginOpenLink(AmqpLink link, TimeSpan timeout, AsyncCallback callback, object state)
    {
        Open(link);
        return TaskToAsyncResult.Begin(Task.CompletedTask, callback, state);
    }

    public void EndOpenLink(IAsyncResult result) => TaskToAsyncResult.End(result);

    private void Open(AmqpLink link)
    {
        var connection = (BusConnection)link.Session.Connection;
        var ours = link is ReceivingAmqpLink ? (link.Settings.Target as Target)?.Address : (link.Settings.Source as Source)?.Address;
        var address = BusAddress.Parse(ours?.ToString());
        switch (link)
        {
            case ReceivingAmqpLink incoming when address.Kind == BusNode.Tokens:
                new RequestLink(incoming, connection, address, _tokens, NullLogger.Instance).Start();
                break;
            case ReceivingAmqpLink incoming:
                incoming.RegisterMessageListener(message => Take(incoming, message, connection));
                break;
            case SendingAmqpLink outgoing when address.Kind != BusNode.Entity:
                connection.Replies.Add(address, outgoing);
                break;
            case SendingAmqpLink outgoing:
                outgoing.RegisterCreditListener((_, _, _) => Task.Run(() => Give(outgoing)));
                outgoing.RegisterDispositionListener(
                    delivery => outgoing.DisposeDelivery(delivery, settled: true, AmqpConstants.AcceptedOutcome));
                break;
        }
    }

    private void Take(ReceivingAmqpLink link, AmqpMessage message, BusConnection connection)
    {
        using (var incoming = IncomingBytes.Take(message, connection.Budget))
            _messages.Enqueue(incoming.Bytes);
        message.Batchable = false;
        link.DisposeDelivery(message, settled: true, AmqpConstants.AcceptedOutcome);
    }

    private void Give(SendingAmqpLink link)
    {
        lock (link)
        {
            for (var left = link.LinkCredit; left > 0 && _messages.TryDequeue(out var bytes); left--)
            {
                var message = AmqpMessage.CreateAmqpStreamMessage(new BufferListStream([new(bytes)]), payloadInitialized: true);
                link.SendMessageNoWait(message, new(Guid.NewGuid().ToByteArray()), AmqpConstants.NullBinary);
            }
        }
    }
}
