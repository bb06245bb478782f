using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Telemetry;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Agencies;

/// <summary>Takes one message of an agency and settles it once its event is decided.</summary>
internal sealed partial class AgencyMessageHandler(AgencyEventSubmission intake, ILogger<AgencyMessageHandler> logger)
{
    private const int LongestDescription = 2_000;

    /// <summary>How long one delivery waits, in real time, for the decision on its event.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(4);

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(2);

    /// <param name="message">The message.</param>
    /// <param name="settlement">How it is settled.</param>
    /// <param name="client">The durable engine, looked up again at each try, because its address may change.</param>
    /// <param name="stopping">Signals that the app stops; undecided messages go back to the queue at once.</param>
    public async Task HandleAsync(
        ServiceBusReceivedMessage message, IMessageSettlement settlement, Func<DurableTaskClient> client, CancellationToken stopping)
    {
        var sender = message.ApplicationProperties.GetValueOrDefault(BusConnection.TraceProperty) as string;
        switch (await CaseTraces.MessageAsync(message.SequenceNumber, sender, () => TakeAsync(message, client, stopping)))
        {
            case Done:
                await settlement.CompleteAsync();
                break;
            case Unusable { Reason: var reason, Description: var description }:
                await RefuseAsync(message, settlement, reason, description);
                break;
            case NotYet when DeliveryCount.Tries(message) >= DeliveryCount.MaxTries:
                await RefuseAsync(
                    message,
                    settlement,
                    DeadLetterReasons.TooManyAttempts,
                    $"Not decided after {DeliveryCount.Tries(message)} attempts. "
                    + "Send it again when the cause is removed; a stored event is not stored twice."
                );
                break;
            case var undecided:
                LogGivenBack(message.SequenceNumber, message.DeliveryCount);
                await settlement.GiveBackAsync(DeliveryCount.GivenBack(message, counts: undecided is NotYet));
                break;
        }
    }

    private async Task<MessageOutcome> TakeAsync(
        ServiceBusReceivedMessage message, Func<DurableTaskClient> client, CancellationToken stopping)
    {
        var began = TimeProvider.System.GetTimestamp();
        try
        {
            while (true)
            {
                var outcome = await intake.TakeAsync(message, client(), stopping);
                if (outcome is not (NotYet or Postponed) || TimeProvider.System.GetElapsedTime(began) > Patience)
                    return outcome;
                await Task.Delay(AskAgainAfter, TimeProvider.System, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return new Postponed();
        }
#pragma warning disable CA1031 // The boundary of a message: a failure must not stop the messages about other children.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogFailed(exception, message.SequenceNumber, message.DeliveryCount);
            return new NotYet();
        }
    }

    private async Task RefuseAsync(ServiceBusReceivedMessage message, IMessageSettlement settlement, string reason, string description)
    {
        var agency = message.ApplicationProperties.GetValueOrDefault(BusNames.AgencyProperty) as string ?? "-";
        LogRefused(message.SequenceNumber, agency, reason);
        await settlement.DeadLetterAsync(
            reason, description.Length <= LongestDescription ? description : description[..LongestDescription]);
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Message {SequenceNumber} of agency {Agency} moved to the dead letters: {Reason}.",
        EventName = "AgencyMessageDeadLettered")]
    private partial void LogRefused(long sequenceNumber, string agency, string reason);

    [LoggerMessage(
        2,
        LogLevel.Warning,
        "Message {SequenceNumber} not decided yet, delivery {DeliveryCount}; returned to the queue.",
        EventName = "AgencyMessageGivenBack")]
    private partial void LogGivenBack(long sequenceNumber, int deliveryCount);

    [LoggerMessage(
        3,
        LogLevel.Error,
        "Message {SequenceNumber} failed, delivery {DeliveryCount}; returned to the queue.",
        EventName = "AgencyMessageFailed")]
    private partial void LogFailed(Exception exception, long sequenceNumber, int deliveryCount);
}
