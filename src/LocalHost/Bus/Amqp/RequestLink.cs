using Microsoft.Azure.Amqp;
using Microsoft.Extensions.Logging;

namespace LocalHost.Bus.Amqp;

/// <summary>Answers requests.</summary>
internal interface IRequestNode
{
    /// <summary>The answer, without its correlation.</summary>
    Task<AmqpMessage> AnswerAsync(BusConnection connection, string entity, BusRequest request);

    /// <summary>The answer to a request that failed.</summary>
    AmqpMessage Refuse(Exception exception);
}

/// <summary>A client sends a request to a node over one link, and receives the answer over another.</summary>
internal sealed partial class RequestLink(
    ReceivingAmqpLink link, BusConnection connection, BusAddress address, IRequestNode node, ILogger logger)
{
    public void Start() => link.RegisterMessageListener(message => _ = TakeAsync(message));

    private async Task TakeAsync(AmqpMessage message)
    {
        using var incoming = IncomingBytes.Take(message, connection.Budget);
        BusRequest? request = null;
        AmqpMessage answer;
        try
        {
            request = BusRequest.Read(incoming.Bytes);
            answer = await node.AnswerAsync(connection, address.Path, request);
        }
#pragma warning disable CA1031 // The client learns of every failure, and unexpected ones are logged.
        catch (Exception error)
#pragma warning restore CA1031
        {
            if (AmqpErrors.IsFailure(error))
                Failed(error, request?.Operation, address.Path);
            if (request is null)
            {
                // The request names no place for the answer.
                link.DisposeDelivery(message, settled: true, AmqpErrors.Rejection(error));
                return;
            }

            answer = node.Refuse(error);
        }

        answer.Properties.CorrelationId = request.MessageId;
        message.Batchable = false;
        link.DisposeDelivery(message, settled: true, AmqpConstants.AcceptedOutcome);
        connection.Replies.Send(address, request.ReplyTo, answer);
    }

    [LoggerMessage(LogLevel.Error, EventName = "BusRequestFailed", Message =
        "Request {Operation} at {Entity} failed; its client was notified.")]
    private partial void Failed(Exception exception, string? operation, string entity);
}
