using LocalHost.Bus.Broker;
using LocalHost.Bus.Content;
using LocalHost.Bus.Store;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Bus.Amqp;

/// <summary>Refusals as AMQP has them.</summary>
internal static class AmqpErrors
{
    public static AmqpException Exception(string condition, string text) => new(condition, text);

    /// <summary>What a client is told of an exception; of one that nobody foresaw it learns that there was one.</summary>
    public static (string Condition, string Text) Tell(Exception exception) => exception switch
    {
        BusFault fault => (fault.Condition, fault.Message),
        MalformedMessageException malformed => (Conditions.DecodeError, malformed.Message),
        BusStoreException store => (Conditions.InternalError, store.Message),
        ObjectDisposedException => ("amqp:connection:forced", "The bus is stopping."),
        AmqpException { Error: { } error } => (error.Condition.Value, error.Description),
        _ => (Conditions.InternalError, "The bus failed; its log says why."),
    };

    public static AmqpException Exception(Exception exception)
    {
        var (condition, text) = Tell(exception);
        return Exception(condition, text);
    }

    public static Rejected Rejection(Exception exception)
    {
        var (condition, text) = Tell(exception);
        return new Rejected { Error = new Error { Condition = condition, Description = text } };
    }

    /// <summary>Whether somebody has to look at the log: it is no refusal.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is not (BusFault or MalformedMessageException or BusStoreException or ObjectDisposedException or AmqpException
            or OperationCanceledException);
}
