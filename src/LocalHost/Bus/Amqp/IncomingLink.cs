using LocalHost.Bus.Broker;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;
using Microsoft.Extensions.Logging;

namespace LocalHost.Bus.Amqp;

/// <summary>A client sends to an entity: each message is acknowledged once it is stored.</summary>
internal sealed partial class IncomingLink(
    ReceivingAmqpLink link, BusConnection connection, MessageBroker broker, string entity, ILogger logger)
{
    public void Start() => link.RegisterMessageListener(message => _ = TakeAsync(message));

    // Stays on the connection's thread up to the store's queue, so that a link's messages stay in order.
    private async Task TakeAsync(AmqpMessage message)
    {
        DeliveryState outcome = AmqpConstants.AcceptedOutcome;
        using var incoming = IncomingBytes.Take(message, connection.Budget);
        try
        {
            if (message.TxnId.Array is not null)
                throw Faults.NotImplemented("transactions");
            await broker.SendAsync(entity, incoming.Envelopes());
        }
#pragma warning disable CA1031 // The sender learns of every failure, and unexpected ones are logged.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (AmqpErrors.IsFailure(error))
                Failed(error, entity);
            outcome = AmqpErrors.Rejection(error);
        }

        message.Batchable = false;
        link.DisposeDelivery(message, settled: true, outcome);
    }

    [LoggerMessage(LogLevel.Error, EventName = "BusSendFailed", Message = "A message to {Entity} failed; its sender was notified.")]
    private partial void Failed(Exception exception, string entity);
}
