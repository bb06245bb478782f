using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;

namespace EndToEnd.Harness;

/// <summary>
/// An agency with the official Service Bus client and its own key: it sends to its topic and receives from its subscription.
/// </summary>
/// <param name="api">The app.</param>
/// <param name="agency">The agency, or a subscription's name.</param>
/// <param name="key">The name of the key to listen with; the agency's own unless given.</param>
internal sealed class BusPlayer(Api api, string agency, string? key = null)
{
    private const string Notifications = "case-notifications";
    private const int AtOnce = 100;
    private static readonly ServiceBusRetryOptions Retries = new()
    {
        MaxRetries = 2,
        Delay = TimeSpan.FromMilliseconds(200),
        TryTimeout = TimeSpan.FromSeconds(15),
    };

    /// <summary>Sends a CloudEvent about a case or child; whatever is given stands in the place of what would be right.</summary>
    public Task SendAsync(string subject, string type, string data, string id, string? messageId = null, string? source = null) =>
        SendRawAsync(
            Encoding.UTF8.GetBytes(
                $$"""
                { "specversion": "1.0", "id": "{{id}}", "source": "{{source
                    ?? $"agency/{agency}"}}", "type": "uk.childprotection.{{type}}.v1", "subject": "{{subject}}",
                  "data": {{data}} }
                """),
            subject,
            messageId ?? id);

    /// <param name="body">Whatever bytes.</param>
    /// <param name="session">Null for none, which the app's queue requires.</param>
    /// <param name="messageId">By which the bus knows a message that came before.</param>
    /// <param name="properties">The sender's own, in the place of those that would be right.</param>
    public async Task SendRawAsync(byte[] body, string? session, string messageId, params (string Name, string Value)[] properties)
    {
        var message = new ServiceBusMessage(body) { MessageId = messageId, SessionId = session };
        foreach (var (name, value) in properties)
            message.ApplicationProperties[name] = value;
        await using var client = await ClientAsync(agency);
        await using var sender = client.CreateSender($"agency-{agency}");
        await sender.SendMessageAsync(message);
    }

    /// <summary>Tries to send to another agency's topic with the own key.</summary>
    public async Task TrespassAsync(string other)
    {
        await using var client = await ClientAsync(agency);
        await using var sender = client.CreateSender($"agency-{other}");
        await sender.SendMessageAsync(new ServiceBusMessage("trespass") { SessionId = "trespass" });
    }

    /// <summary>Takes everything that waits for the agency.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReceiveAsync()
    {
        await using var client = await ClientAsync(key ?? agency);
        // Not receive-and-delete: a message that arrives while such a receiver closes would be gone.
        await using var receiver = client.CreateReceiver(Notifications, agency);
        List<JsonNode> received = [];
        // A look from the beginning tells at once that nothing is left, which a receiver would only find by waiting.
        while (await receiver.PeekMessageAsync(fromSequenceNumber: 0) is not null)
        {
            foreach (var message in await receiver.ReceiveMessagesAsync(AtOnce))
            {
                received.Add(JsonNode.Parse(message.Body.ToMemory().Span)!);
                await receiver.CompleteMessageAsync(message);
            }
        }

        return received;
    }

    /// <summary>Whether a queue holds no message, not even one that is being worked on.</summary>
    public async Task<bool> IsEmptyAsync(string queue)
    {
        await using var client = await ClientAsync(key ?? agency);
        await using var receiver = client.CreateReceiver(queue);
        return await receiver.PeekMessageAsync(fromSequenceNumber: 0) is null;
    }

    private async Task<ServiceBusClient> ClientAsync(string keyName)
    {
        var keys = (await api.SendAsync(HttpMethod.Get, "/admin/servicebus/keys", by: null)).Expect(HttpStatusCode.OK).Body.AsArray();
        var connection = keys.Single(one => one!["name"]!.ToString() == keyName)!["connectionString"]!.ToString();
        return new ServiceBusClient(connection, new ServiceBusClientOptions { RetryOptions = Retries });
    }
}
