using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Messaging;

/// <summary>Takes the agencies' messages, those about one child in their order, and settles each once its event is decided.</summary>
public sealed partial class AgencyFunctions(AgencyIntake intake, ILogger<AgencyFunctions> logger)
{
    /// <summary>As often as the queue delivers a message; the last time it becomes a dead letter with a reason of its own.</summary>
    internal const int MaxDeliveries = 10;

    private const int LongestDescription = 2_000;

    /// <summary>How long one delivery waits, in real time, for an event to be decided; the host renews the lock for five minutes.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(2);

    [Function("TakeAgencyEvent")]
    public async Task TakeAgencyEvent(
        [ServiceBusTrigger(Bus.AgencyEvents, Connection = Bus.Connection, IsSessionsEnabled = true, AutoCompleteMessages = false)] ServiceBusReceivedMessage message,
        ServiceBusMessageActions actions,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var sender = message.ApplicationProperties.GetValueOrDefault(Bus.TraceProperty) as string;
        switch (await CaseTraces.MessageAsync(message.SequenceNumber, sender, () => TakeAsync(message, client, cancellationToken)))
        {
            case Done:
                await actions.CompleteMessageAsync(message, CancellationToken.None);
                break;
            case Unusable { Reason: var reason, Description: var description }:
                await RefuseAsync(message, actions, reason, description);
                break;
            case NotYet when message.DeliveryCount >= MaxDeliveries:
                await RefuseAsync(message, actions, DeadLetterReasons.TooManyAttempts, $"Not decided after {message.DeliveryCount} deliveries. Send it again once the cause is gone; what was stored is not stored twice.");
                break;
            default:
                GivenBack(message.SequenceNumber, message.DeliveryCount);
                await actions.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
                break;
        }
    }

    private async Task<MessageOutcome> TakeAsync(ServiceBusReceivedMessage message, DurableTaskClient client, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            while (true)
            {
                var outcome = await intake.TakeAsync(message, client, cancellationToken);
                if (outcome is not NotYet || TimeProvider.System.GetElapsedTime(began) > Patience)
                    return outcome;
                await Task.Delay(AskAgainAfter, TimeProvider.System, cancellationToken);
            }
        }
#pragma warning disable CA1031 // The boundary of a message: whatever goes wrong with it must not stop those of other children.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            Failed(exception, message.SequenceNumber, message.DeliveryCount);
            return new NotYet();
        }
    }

    private async Task RefuseAsync(ServiceBusReceivedMessage message, ServiceBusMessageActions actions, string reason, string description)
    {
        var agency = message.ApplicationProperties.GetValueOrDefault(Bus.AgencyProperty) as string ?? "-";
        Refused(message.SequenceNumber, agency, reason);
        var text = description.Length <= LongestDescription ? description : description[..LongestDescription];
        await actions.DeadLetterMessageAsync(message, deadLetterReason: reason, deadLetterErrorDescription: text, cancellationToken: CancellationToken.None);
    }

    [LoggerMessage(1, LogLevel.Warning, "Message {SequenceNumber} of agency {Agency} is a dead letter: {Reason}.")]
    private partial void Refused(long sequenceNumber, string agency, string reason);

    [LoggerMessage(2, LogLevel.Warning, "Message {SequenceNumber} is not decided yet, delivery {DeliveryCount}; it is given back.")]
    private partial void GivenBack(long sequenceNumber, int deliveryCount);

    [LoggerMessage(3, LogLevel.Error, "Message {SequenceNumber} failed, delivery {DeliveryCount}; it is given back.")]
    private partial void Failed(Exception exception, long sequenceNumber, int deliveryCount);
}
