using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;

namespace ChildProtection.Functions.Tests.Notifications;

/// <summary>Keeps what was sent, or has no bus to send to.</summary>
internal sealed class SentNotifications : INotificationSender
{
    public List<StoredNotification> All { get; } = [];

    public bool BusIsAway { get; set; }

    public Task SendAsync(IReadOnlyList<StoredNotification> notifications, CancellationToken cancellationToken)
    {
        if (BusIsAway)
            throw new BusUnavailableException("The bus is away, says the test.", new IOException());
        All.AddRange(notifications);
        return Task.CompletedTask;
    }
}
