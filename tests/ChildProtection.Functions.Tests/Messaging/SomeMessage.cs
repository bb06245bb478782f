using System.Text;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Functions.Messaging;

namespace ChildProtection.Functions.Tests.Messaging;

/// <summary>Messages as the broker would deliver them.</summary>
internal static class SomeMessage
{
    public const string Visit = """{ "occurredOn": "2026-03-09", "data": { "place": "school", "childSeen": true } }""";

    public static JsonObject Event(string subject, string type = "VisitMade", string data = Visit, string agency = "school", string id = "m-1") => new()
    {
        ["specversion"] = "1.0",
        ["id"] = id,
        ["source"] = $"agency/{agency}",
        ["type"] = $"uk.childprotection.{type}.v1",
        ["subject"] = subject,
        ["data"] = JsonNode.Parse(data),
    };

    public static ServiceBusReceivedMessage With(JsonObject body, string? agency = "school", int deliveries = 1) =>
        With(Encoding.UTF8.GetBytes(body.ToJsonString()), body["subject"]?.ToString() ?? "-", agency, deliveries);

    public static ServiceBusReceivedMessage With(byte[] body, string session = "child/C-1", string? agency = "school", int deliveries = 1) =>
        ServiceBusModelFactory.ServiceBusReceivedMessage(
            new BinaryData(body), messageId: "1", sessionId: session, deliveryCount: deliveries, sequenceNumber: 7,
            properties: agency is null ? new Dictionary<string, object>() : new Dictionary<string, object> { ["agency"] = agency });
}

/// <summary>Notes how a message was settled.</summary>
internal sealed class Settled : IMessageSettlement
{
    public List<string> Calls { get; } = [];

    public string? Description { get; private set; }

    public IDictionary<string, object>? Properties { get; private set; }

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
        Calls.Add(call);
        return Task.CompletedTask;
    }
}
