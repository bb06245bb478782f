using LocalHost.Bus.Broker;
using LocalHost.Bus.Content;
using LocalHost.Bus.Store;
using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Framing;

namespace LocalHost.Bus.Amqp;

/// <summary>Refusals in the form of AMQP.</summary>
internal static class AmqpErrors
{
    public static AmqpException Exception(string condition, string text) => new(condition, text);

    /// <summary>The client's view of an exception; for an unexpected one it says only that there was one.</summary>
    public static (string Condition, string Text) Tell(Exception exception) => exception switch
    {
        BusFault fault => (fault.Condition, fault.Message),
        MalformedMessageException malformed => (Conditions.DecodeError, malformed.Message),
        BusStoreException store => (Conditions.InternalError, store.Message),
        ObjectDisposedException => ("amqp:connection:forced", "The bus is stopping. Connect again when it runs."),
        AmqpException { Error: { } error } => (error.Condition.Value, error.Description),
        _ => (Conditions.InternalError, "The bus failed. Its log has the reason."),
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

    /// <summary>Whether an operator must look at the log, because it is no refusal.</summary>
    public static bool IsFailure(Exception exception) =>
        exception is not (BusFault or MalformedMessageException or BusStoreException or ObjectDisposedException or AmqpException
            or OperationCanceledException);
}
