using Azure.Messaging.ServiceBus;

namespace LocalHost.Tests.Bus;

/// <summary>The agency of docs/bus.md in C#.</summary>
internal static class AgencyExample
{
    public static async Task RunAsync()
    {
        await using var bus = new ServiceBusClient(Environment.GetEnvironmentVariable("BUS"));
        const string body = """
            { "specversion": "1.0", "id": "1", "source": "agency/school", "type": "uk.childprotection.VisitMade.v1",
              "subject": "child/C1001", "data": { "occurredOn": "2026-03-09", "data": { "place": "school", "childSeen": true } } }
            """;
        await bus.CreateSender("agency-school").SendMessageAsync(
            new ServiceBusMessage(body) { SessionId = "child/C1001", ContentType = "application/cloudevents+json" });
        var receiver = bus.CreateReceiver("case-notifications", "school");
        foreach (var message in await receiver.ReceiveMessagesAsync(10, TimeSpan.FromSeconds(5)))
        {
            Console.WriteLine($"{message.ApplicationProperties["kind"]} {message.Body}");
            await receiver.CompleteMessageAsync(message);
        }
    }
}
