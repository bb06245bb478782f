using System.Text;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;

namespace ChildProtection.Functions.Tests.Agencies;

/// <summary>Messages as the broker would deliver them.</summary>
internal static class SampleMessage
{
    public const string Visit = """{ "occurredOn": "2026-03-09", "data": { "place": "school", "childSeen": true } }""";

    public static JsonObject Event(
        string subject, string type = "VisitMade", string data = Visit, string agency = "school", string id = "m-1") =>
        new()
        {
            ["specversion"] = "1.0",
            ["id"] = id,
            ["source"] = $"agency/{agency}",
            ["type"] = $"uk.childprotection.{type}.v1",
            ["subject"] = subject,
            ["data"] = JsonNode.Parse(data),
        };

    public static ServiceBusReceivedMessage With(
        JsonObject body,
        string? agency = "school",
        int deliveries = 1,
        int? excused = null,
        string messageId = "1",
        string? redrivenBy = null) =>
        With(
            Encoding.UTF8.GetBytes(body.ToJsonString()),
            body["subject"]?.ToString() ?? "-",
            agency,
            deliveries,
            excused,
            messageId,
            redrivenBy);

    public static ServiceBusReceivedMessage With(
        byte[] body,
        string session = "child/C-1",
        string? agency = "school",
        int deliveries = 1,
        int? excused = null,
        string messageId = "1",
        string? redrivenBy = null)
    {
        var properties = new Dictionary<string, object>();
        if (agency is not null)
            properties[BusNames.AgencyProperty] = agency;
        if (excused is { } number)
            properties[DeliveryCount.ExcusedProperty] = number;
        if (redrivenBy is not null)
            properties["redrivenBy"] = redrivenBy;
        return ServiceBusModelFactory.ServiceBusReceivedMessage(
            new BinaryData(body),
            messageId: messageId,
            sessionId: session,
            deliveryCount: deliveries,
            sequenceNumber: 7,
            properties: properties);
    }
}

/// <summary>Notes how a message was settled.</summary>
internal sealed class SettlementRecorder : IMessageSettlement
{
    public List<string> Calls { get; } = [];

    public string? Description { get; private set; }

    public IDictionary<string, object>? Properties { get; private set; }

    /// <summary>What happens as it is settled.</summary>
    public Action WhenCalled { get; set; } = () => { };

    public Task CompleteAsync() => Note("complete");

    public Task GiveBackAsync(IDictionary<string, object> properties)
    {
        Properties = properties;
        return Note("give back");
    }

    public Task DeadLetterAsync(string reason, string description)
    {
        Description = description;
        return Note($"dead-letter {reason}");
    }

    private Task Note(string call)
    {
        WhenCalled();
        Calls.Add(call);
        return Task.CompletedTask;
    }
}
