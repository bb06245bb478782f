using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Notifications;

/// <summary>Sends the notifications of a decision.</summary>
public interface INotificationSender
{
    /// <summary>Sends them all, or fails after some of them; the topic drops repeated ones as duplicates.</summary>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    Task SendAsync(IReadOnlyList<StoredNotification> notifications, CancellationToken cancellationToken);
}

/// <summary>Sends to the topic to which every agency and the staff subscribe.</summary>
internal sealed class NotificationSender(ServiceBusClient client, BusActivity activity) : INotificationSender
{
    /// <summary>A batch that stays well below the limit of the bus (256 KB).</summary>
    private const int AtOnce = 100;

    /// <summary>How long a case waits; it then continues, and the notifications stay in its outbox.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ServiceBusSender _sender = client.CreateSender(BusNames.CaseNotifications);

    public async Task SendAsync(IReadOnlyList<StoredNotification> notifications, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var some in notifications.Chunk(AtOnce))
                await BusRetryBoundary.Async(
                    cancel => _sender.SendMessagesAsync(some.Select(Message), cancel), Patience, cancellationToken);
            activity.Sent();
        }
        catch (BusUnavailableException)
        {
            activity.NotSent();
            throw;
        }
    }

    internal static ServiceBusMessage Message(StoredNotification one)
    {
        var kind =
            NotificationKinds.Find(one.Kind)
            ?? throw new InvalidDataException(
                $"Notification {one.Id} has the unknown kind {one.Kind} of a newer version. Deploy that version again.");
        var body = new JsonObject
        {
            ["specversion"] = "1.0",
            ["id"] = one.Id,
            ["source"] = $"case/{one.CaseId}",
            ["type"] = kind.MessageType,
            ["subject"] = one.CaseId,
            ["time"] = one.At.UtcDateTime,
            ["datacontenttype"] = "application/json",
            ["data"] = one.Data.DeepClone(),
        };
        var message = new ServiceBusMessage(body.ToJsonString(ApiJson.Options))
        {
            MessageId = one.Id,
            ContentType = BusConnection.ContentType,
            Subject = kind.MessageType,
            CorrelationId = one.CaseId,
        };
        message.ApplicationProperties[BusNames.AgencyProperty] = one.Agency ?? AgencyCodes.People;
        message.ApplicationProperties[BusNames.KindProperty] = one.Kind;
        Add(message, BusNames.ToProperty, one.Role);
        Add(message, BusNames.TeamProperty, one.Team);
        Add(message, BusNames.AccountProperty, one.Account);
        return message;
    }

    private static void Add(ServiceBusMessage message, string property, string? value)
    {
        if (value is not null)
            message.ApplicationProperties[property] = value;
    }
}
