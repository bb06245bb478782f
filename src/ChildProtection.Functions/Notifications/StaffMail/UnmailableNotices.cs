using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.Notifications.StaffMail;

/// <summary>
/// Puts notices that no mail can bring among the dead letters of people, where administrators read them and send them again. Only a
/// receiver can bury a message, so each goes back to the topic with the reason, by which its receiver buries it.
/// </summary>
internal sealed class UnmailableNotices(ServiceBusClient client)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ServiceBusSender _topic = client.CreateSender(BusNames.CaseNotifications);

    /// <exception cref="BusUnavailableException">The bus is away; try again, as the topic drops what it has had.</exception>
    public async Task BuryAsync(IReadOnlyList<StoredNotification> notices, string reason, CancellationToken cancellationToken)
    {
        foreach (var notice in notices)
        {
            var message = NotificationSender.Message(notice);
            message.MessageId = TableKeys.Sha256($"{notice.Id}\n{BusNames.UnmailableProperty}");
            message.ApplicationProperties[BusNames.UnmailableProperty] = reason;
            await BusRetryBoundary.Async(cancel => _topic.SendMessageAsync(message, cancel), Patience, cancellationToken);
        }
    }
}
