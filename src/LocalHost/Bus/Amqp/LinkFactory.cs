using LocalHost.Bus.Broker;
using LocalHost.Bus.Entities;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Azure.Amqp.Transaction;
using Microsoft.Azure.Amqp.Transport;
using Microsoft.Extensions.Logging;

namespace LocalHost.Bus.Amqp;

/// <summary>Makes a link and its endpoint for the AMQP library when a client attaches one.</summary>
internal sealed partial class LinkFactory(MessageBroker broker, BusListeners listeners, ILogger logger) : IRuntimeProvider
{
    private const uint SenderCredit = 50;
    private const ulong LargestMessage = 256 * 1024;

    private readonly TokenNode _tokens = new();
    private readonly ManagementNode _management = new(broker);

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
        if (settings.Target is Coordinator)
            throw AmqpErrors.Exception(Faults.NotImplemented("transactions"));
        // Of what this side receives alone: an answer to a peek holds several messages, and its receiver says what it takes.
        if (settings.Role == true)
        {
            settings.MaxMessageSize = LargestMessage;
            settings.TotalLinkCredit = SenderCredit;
            settings.AutoSendFlow = true;
        }

        AmqpLink link = settings.Role == true ? new ReceivingAmqpLink(session, settings) : new SendingAmqpLink(session, settings);
        ((BusConnection)session.Connection).Count(link);
        return link;
    }

    public IAsyncResult BeginOpenLink(AmqpLink link, TimeSpan timeout, AsyncCallback callback, object state) =>
        TaskToAsyncResult.Begin(OpenAsync(link), callback, state);

    public void EndOpenLink(IAsyncResult result) => TaskToAsyncResult.End(result);

    private async Task OpenAsync(AmqpLink link)
    {
        try
        {
            // Off the connection's own thread, which must go on reading.
            await Task.Yield();
            await (link switch
            {
                ReceivingAmqpLink incoming => OpenIncomingAsync(incoming),
                SendingAmqpLink outgoing => OpenOutgoingAsync(outgoing),
                _ => throw Faults.NotImplemented("links of this kind"),
            });
        }
        catch (Exception error) when (error is not AmqpException)
        {
            if (AmqpErrors.IsFailure(error))
                Failed(error, link.Name);
            throw AmqpErrors.Exception(error);
        }
    }

    private Task OpenIncomingAsync(ReceivingAmqpLink link)
    {
        var connection = (BusConnection)link.Session.Connection;
        var address = BusAddress.Parse((link.Settings.Target as Target)?.Address?.ToString());
        if (address.Kind != BusNode.Entity)
        {
            new RequestLink(link, connection, address, address.Kind == BusNode.Tokens ? _tokens : _management, logger).Start();
            return Task.CompletedTask;
        }

        connection.Claims.Demand(address.Path, AccessRight.Send);
        broker.CheckSend(address.Path);
        new IncomingLink(link, connection, broker, address.Path, logger).Start();
        return Task.CompletedTask;
    }

    private async Task OpenOutgoingAsync(SendingAmqpLink link)
    {
        var connection = (BusConnection)link.Session.Connection;
        var source = link.Settings.Source as Source
            ?? throw new BusFault(Conditions.ArgumentError, "The link has no source. Name the entity as its source.");
        var address = BusAddress.Parse(source.Address?.ToString());
        if (address.Kind != BusNode.Entity)
        {
            connection.Replies.Add(address, link);
            return;
        }

        connection.Claims.Demand(address.Path, AccessRight.Listen);
        var listening = listeners.Enter(address.Path);
        link.SafeAddClosed((_, _) => listening.Dispose());
        var hold = await SessionAttach.AcceptAsync(link, source, address.Path, broker);
        var session = hold is null ? null : new SessionKeeper(broker, connection, address.Path, hold, logger);
        new OutgoingLink(link, connection, broker, address.Path, session, logger).Start();
    }

    [LoggerMessage(LogLevel.Error, EventName = "BusLinkFailed", Message = "Link {Link} not attached; its client was notified.")]
    private partial void Failed(Exception exception, string link);
}
