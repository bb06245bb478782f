using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EndToEnd.Harness;

/// <summary>An agency with nothing but an HTTP client and its own key: it sends to its topic and receives from its subscription.</summary>
/// <param name="api">The app.</param>
/// <param name="agency">The agency, or a subscription's name.</param>
/// <param name="listenKey">The key to listen with; the agency's own unless given.</param>
internal sealed class BusPlayer(Api api, string agency, string? listenKey = null)
{
    private Dictionary<string, string>? _keys;

    /// <summary>Sends a CloudEvent about a case or child; whatever is given stands in the place of what would be right.</summary>
    public Task SendAsync(string subject, string type, string data, string id, string? messageId = null, string? source = null) => SendRawAsync(
        Encoding.UTF8.GetBytes($$"""
            { "specversion": "1.0", "id": "{{id}}", "source": "{{source ?? $"agency/{agency}"}}", "type": "uk.childprotection.{{type}}.v1", "subject": "{{subject}}",
              "data": {{data}} }
            """),
        subject,
        messageId ?? id);

    public async Task SendRawAsync(byte[] body, string session, string messageId)
    {
        using var request = await RequestAsync(HttpMethod.Post, $"agency-{agency}/messages", $"agency-{agency}", $"{agency}-send");
        request.Content = new ByteArrayContent(body);
        request.Headers.Add("BrokerProperties", new JsonObject { ["MessageId"] = messageId, ["SessionId"] = session }.ToJsonString());
        (await api.SendAsync(request)).Expect(HttpStatusCode.Created);
    }

    /// <summary>Sends with headers of the sender's own in the place of those that would be right.</summary>
    public async Task<Answer> SendWithAsync(byte[] body, params (string Name, string Value)[] headers)
    {
        using var request = await RequestAsync(HttpMethod.Post, $"agency-{agency}/messages", $"agency-{agency}", $"{agency}-send");
        request.Content = new ByteArrayContent(body);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await api.SendAsync(request);
    }

    /// <summary>The answer to a body of whatever size, which is offered before it is sent.</summary>
    public async Task<Answer> OfferAsync(byte[] body)
    {
        using var request = await RequestAsync(HttpMethod.Post, $"agency-{agency}/messages", $"agency-{agency}", $"{agency}-send");
        request.Content = new ByteArrayContent(body);
        request.Headers.ExpectContinue = true;
        return await api.SendAsync(request);
    }

    /// <summary>Status of an attempt to send to another agency's topic with the own key.</summary>
    public async Task<HttpStatusCode> TrespassAsync(string other)
    {
        using var request = await RequestAsync(HttpMethod.Post, $"agency-{other}/messages", $"agency-{other}", $"{agency}-send");
        request.Content = new ByteArrayContent([]);
        return (await api.SendAsync(request)).Status;
    }

    /// <summary>Takes everything that waits for the agency.</summary>
    public async Task<IReadOnlyList<JsonNode>> ReceiveAsync()
    {
        List<JsonNode> received = [];
        var entity = $"case-notifications/subscriptions/{agency}";
        while (true)
        {
            using var request = await RequestAsync(HttpMethod.Delete, $"{entity}/messages/head", entity, listenKey ?? $"{agency}-listen");
            var answer = await api.SendAsync(request);
            if (answer.Status == HttpStatusCode.NoContent)
                return received;
            received.Add(answer.Expect(HttpStatusCode.OK).Body);
        }
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpMethod method, string path, string entity, string keyName)
    {
        _keys ??= await KeysAsync();
        var resource = Uri.EscapeDataString($"{api.Address}servicebus/{entity}");
        var expiry = TimeProvider.System.GetUtcNow().AddHours(1).ToUnixTimeSeconds();
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(_keys[keyName]), Encoding.UTF8.GetBytes($"{resource}\n{expiry}")));
        var request = new HttpRequestMessage(method, $"/servicebus/{path}");
        request.Headers.TryAddWithoutValidation("Authorization", $"SharedAccessSignature sr={resource}&sig={Uri.EscapeDataString(signature)}&se={expiry}&skn={keyName}");
        return request;
    }

    private async Task<Dictionary<string, string>> KeysAsync()
    {
        var keys = (await api.SendAsync(HttpMethod.Get, "/admin/servicebus/keys", by: null)).Expect(HttpStatusCode.OK).Body.AsArray();
        return keys.ToDictionary(
            key => key!["name"]!.GetValue<string>(),
            key => key!["connectionString"]!.GetValue<string>().Split(';').Single(part => part.StartsWith("SharedAccessKey=", StringComparison.Ordinal))["SharedAccessKey=".Length..]);
    }
}
