using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.DeadLettering;
using ChildProtection.Functions.Notifications;

namespace ChildProtection.Functions.Tests.DeadLettering;

/// <summary>Dead letters as the bus shows them.</summary>
internal static class SampleLetter
{
    private static readonly DeadLetterPlace Events = new(
        "events", DeadLetterKind.Event, null, BusNames.AgencyEvents, SubQueue.DeadLetter, null);

    private static readonly DeadLetterPlace Notifications = new(
        "to.school", DeadLetterKind.Notification, BusNames.CaseNotifications, "school", SubQueue.DeadLetter, "school");

    public static DeadLetter Event(string body, string? session = null, string? reason = null, string? description = null) =>
        new(Events, Message(body, session, reason, description));

    public static DeadLetter Notification(string body, string reason, string description) =>
        new(Notifications, Message(body, null, reason, description));

    private static ServiceBusReceivedMessage Message(string body, string? session, string? reason, string? description) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            BinaryData.FromString(body),
            messageId: "m-1",
            sessionId: session,
            sequenceNumber: 7,
            properties: new Dictionary<string, object>
            {
                [BusNames.AgencyProperty] = "school",
                ["DeadLetterReason"] = reason ?? "",
                ["DeadLetterErrorDescription"] = description ?? "",
            });
}
