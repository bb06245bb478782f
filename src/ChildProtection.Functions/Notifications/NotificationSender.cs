using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Notifications;

/// <summary>Sends what a decision has to tell.</summary>
public interface INotificationSender
{
    /// <summary>Sends them all, or fails: then some may be sent. Sent again, they are dropped as duplicates by the topic.</summary>
    /// <exception cref="BusUnavailableException">The bus is away.</exception>
    Task SendAsync(IReadOnlyList<StoredNotification> notifications, CancellationToken cancellationToken);
}

/// <summary>Sends to the topic of which every agency, and the authority's own people, have a subscription.</summary>
internal sealed class NotificationSender(ServiceBusClient client, BusActivity activity) : INotificationSender
{
    /// <summary>As many at once as stay well below what the bus takes (256 KB).</summary>
    private const int AtOnce = 100;

    /// <summary>A case waits as long, and then goes on without: what was to be sent stays in its outbox.</summary>
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
                $"Notification {one.Id} is of the unknown kind {one.Kind}; it was written by a newer version.");
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
