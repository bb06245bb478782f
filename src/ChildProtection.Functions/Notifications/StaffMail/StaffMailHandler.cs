using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Notifications.StaffMail.Senders;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>
/// Stores a notification to people for a mail. Where nothing sends mail it only receives the message, so that none piles up.
/// </summary>
internal sealed partial class StaffMailHandler(MailOutbox outbox, MailOptions options, ILogger<StaffMailHandler> logger)
{
    private const string Unmailable = "unmailable";
    private const string Unreadable = "unreadable";
    private const string TooManyAttempts = "too-many-attempts";

    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(2);

    /// <summary>How long one delivery waits, in real time, for the record store.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(4);

    /// <param name="message">The message.</param>
    /// <param name="settlement">How it is settled.</param>
    /// <param name="stopping">Signals that the app stops; what is not stored goes back to the queue at once.</param>
    public async Task HandleAsync(ServiceBusReceivedMessage message, IMessageSettlement settlement, CancellationToken stopping)
    {
        if (message.ApplicationProperties.GetValueOrDefault(BusNames.UnmailableProperty) is string reason)
            await settlement.DeadLetterAsync(Unmailable, reason);
        else if (options.Service == MailService.None)
            await settlement.CompleteAsync();
        else if (NoticeOf(message) is { } notice)
            await StoreAsync(message, notice, settlement, stopping);
        else
            await settlement.DeadLetterAsync(Unreadable, "This is no notification of this version of the app.");
    }

    private async Task StoreAsync(
        ServiceBusReceivedMessage message, StoredNotification notice, IMessageSettlement settlement, CancellationToken stopping)
    {
        try
        {
            var stored = await StoreAsync(notice, stopping);
            await (stored ? settlement.CompleteAsync() : settlement.GiveBackAsync(DeliveryCount.GivenBack(message, counts: false)));
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await settlement.GiveBackAsync(DeliveryCount.GivenBack(message, counts: false));
        }
#pragma warning disable CA1031 // The boundary of a message: a failure must not stop the others.
        catch (Exception exception) when (exception is not ServiceBusException)
#pragma warning restore CA1031
        {
            Failed(exception, message.SequenceNumber, message.DeliveryCount);
            await (DeliveryCount.Tries(message) >= DeliveryCount.MaxTries
                ? settlement.DeadLetterAsync(TooManyAttempts, "Not stored for a mail. Send it again when the cause is removed.")
                : settlement.GiveBackAsync(DeliveryCount.GivenBack(message, counts: true)));
        }
    }

    /// <summary>False when the record store was away all the time.</summary>
    private async Task<bool> StoreAsync(StoredNotification notice, CancellationToken stopping)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                await outbox.TakeAsync(notice, stopping);
                return true;
            }
            catch (StorageUnavailableException) when (TimeProvider.System.GetElapsedTime(began) < Patience)
            {
                await Task.Delay(AskAgainAfter, TimeProvider.System, stopping);
            }
            catch (StorageUnavailableException)
            {
                return false;
            }
        }
    }

    /// <summary>Null when the message is none that this version can read.</summary>
    private static StoredNotification? NoticeOf(ServiceBusReceivedMessage message)
    {
        try
        {
            var body = JsonNode.Parse(message.Body.ToString())!.AsObject();
            var kind = NotificationKinds.All.First(one => one.MessageType == (string?)body["type"]);
            var data = body["data"]!.DeepClone().AsObject();
            return new StoredNotification
            {
                // A redriven letter has an id of its own, and is told again.
                Id = message.MessageId,
                CaseId = (string)body["subject"]!,
                At = body["time"]!.Deserialize<DateTimeOffset>(),
                Kind = kind.Name,
                Role = Property(message, BusNames.ToProperty),
                Team = Property(message, BusNames.TeamProperty),
                Account = Property(message, BusNames.AccountProperty),
                Data = data,
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException
            or FormatException)
        {
            return null;
        }
    }

    private static string? Property(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.GetValueOrDefault(name) as string;

    [LoggerMessage(
        1, LogLevel.Error, "Message {SequenceNumber} to people was not stored, delivery {DeliveryCount}; returned to the queue.",
        EventName = "StaffMailFailed")]
    private partial void Failed(Exception exception, long sequenceNumber, int deliveryCount);
}
