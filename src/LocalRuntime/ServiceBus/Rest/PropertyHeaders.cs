using System.Globalization;
using System.Text.Json;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>A message's own properties as headers: texts in quotes, numbers and truth values bare. A bare text that is neither is taken as a text.</summary>
internal static class PropertyHeaders
{
    // Headers of HTTP itself, of browsers and of tracing, which are nobody's properties.
    private static readonly HashSet<string> NotProperties = new(StringComparer.OrdinalIgnoreCase)
    {
        BrokerProperties.Header, "Host", "Authorization", "Accept", "Accept-Encoding", "Accept-Language", "Accept-Charset", "Connection", "Cookie", "Date", "Expect",
        "Cache-Control", "Pragma", "Origin", "Referer", "Transfer-Encoding", "TE", "Upgrade", "User-Agent", "Via", "Keep-Alive", "traceparent", "tracestate",
        "Request-Id", "Correlation-Context", "baggage", "Forwarded", "ServiceBusAuthorization",
    };

    public static void Read(IHeaderDictionary headers, IDictionary<string, object> properties)
    {
        foreach (var (name, value) in headers)
        {
            if (!NotProperties.Contains(name) && !name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase)
                && !name.StartsWith("Sec-", StringComparison.OrdinalIgnoreCase) && !name.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase))
            {
                properties[name] = Value(value.ToString());
            }
        }
    }

    public static void Write(ServiceBusReceivedMessage message, IHeaderDictionary headers)
    {
        foreach (var (name, value) in message.ApplicationProperties)
        {
            // A name that HTTP can't carry, or that means something to it, stays inside: the message itself has it.
            if (!NotProperties.Contains(name) && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.'))
                headers[name] = Text(value);
        }
    }

    private static object Value(string text)
    {
        if (text is ['"', .., '"'])
        {
            try
            {
                return JsonSerializer.Deserialize<string>(text)!;
            }
            catch (JsonException)
            {
                // Quotes of its own within: taken as it stands.
                return text[1..^1];
            }
        }

        return bool.TryParse(text, out var truth) ? truth
            : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
            : text;
    }

    private static string Text(object value) => value switch
    {
        bool truth => truth ? "true" : "false",
        int or long or double or decimal => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        DateTimeOffset instant => JsonSerializer.Serialize(instant.UtcDateTime.ToString("R", CultureInfo.InvariantCulture)),
        DateTime instant => JsonSerializer.Serialize(instant.ToString("R", CultureInfo.InvariantCulture)),
        // The serialiser writes ASCII and escapes line ends, so that no value can add a header.
        _ => JsonSerializer.Serialize(Convert.ToString(value, CultureInfo.InvariantCulture)),
    };
}
