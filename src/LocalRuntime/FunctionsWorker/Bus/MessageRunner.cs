using Azure.Messaging.ServiceBus;
using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Bus;

/// <summary>Runs one function for one message: completes it when the function succeeds, gives it back when it throws, holds its lock meanwhile.</summary>
internal sealed partial class MessageRunner(
    FunctionDescriptor function, FunctionPipeline pipeline, IServiceScopeFactory scopes, BusConcurrency limits, ILogger logger)
{
    private readonly ServiceBusFunctionTrigger _trigger = (ServiceBusFunctionTrigger)function.Trigger;

    public async Task RunAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        var actions = new ServiceBusMessageActions(receiver);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var renewal = new LockRenewal(receiver, message, limits.MaxAutoLockRenewalDuration).RunAsync(ended.Token);
        try
        {
            await InvokeAsync(new ServiceBusInvocation(message, actions), cancellationToken);
            await ended.CancelAsync();
            if (_trigger.AutoComplete && limits.AutoCompleteMessages && !actions.Settled)
                await receiver.CompleteMessageAsync(message, CancellationToken.None);
        }
#pragma warning disable CA1031 // The boundary of the host: a message that fails must not end the listener. It is logged in full.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            await ended.CancelAsync();
            Failed(exception, function.Name, message.SequenceNumber, message.DeliveryCount);
            await GiveBackAsync(receiver, message, actions);
        }

        await renewal;
    }

    private async Task InvokeAsync(ServiceBusInvocation invocation, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var message = invocation.Message;
        var data = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase)
        {
            ["MessageId"] = message.MessageId,
            ["SessionId"] = message.SessionId,
            ["SequenceNumber"] = message.SequenceNumber,
            ["DeliveryCount"] = message.DeliveryCount,
            ["EnqueuedTimeUtc"] = message.EnqueuedTime.UtcDateTime,
        };
        await pipeline.RunAsync(new LocalFunctionContext(function, scope.ServiceProvider, invocation, data, cancellationToken));
    }

    private async Task GiveBackAsync(ServiceBusReceiver receiver, ServiceBusReceivedMessage message, ServiceBusMessageActions actions)
    {
        if (actions.Settled)
            return;
        try
        {
            await receiver.AbandonMessageAsync(message, null, CancellationToken.None);
        }
        catch (ServiceBusException exception)
        {
            NotGivenBack(exception, function.Name, message.SequenceNumber);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed on message {SequenceNumber}, delivery {DeliveryCount}; the message is given back.")]
    private partial void Failed(Exception exception, string function, long sequenceNumber, int deliveryCount);

    [LoggerMessage(2, LogLevel.Warning, "Message {SequenceNumber} of function {Function} can't be given back; it comes again when its lock has run out.")]
    private partial void NotGivenBack(Exception exception, string function, long sequenceNumber);
}
