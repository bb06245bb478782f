using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>
/// A dead letter to be sent again. The sender stays the one that the broker knows, the recipient the one of its subscription: an
/// administrator can change neither. Its id is the same at each attempt, and differs from the letter's own, which the topic would drop.
/// </summary>
internal static class RedrivenMessage
{
    private const int LongestSubject = 128;

    /// <param name="letter">The letter.</param>
    /// <param name="corrected">The corrected body; null to send the original.</param>
    /// <param name="by">Account of the administrator.</param>
    /// <exception cref="ProblemException">The correction is invalid, or the original cannot be sent.</exception>
    public static ServiceBusMessage Of(DeadLetter letter, JsonElement? corrected, string by)
    {
        var message = letter.Place.Kind == DeadLetterKind.Notification ? Notification(letter, corrected) : Event(letter, corrected);
        message.MessageId = TableKeys.Sha256($"{letter.Id}\n{letter.Message.MessageId}");
        if (letter.Agency is { } agency)
            message.ApplicationProperties[BusNames.AgencyProperty] = agency;
        message.ApplicationProperties[BusNames.RedrivenByProperty] = by;
        return message;
    }

    /// <summary>
    /// An event gets the session of its subject. Without a correction, and with a session, it goes unchanged, even if invalid.
    /// </summary>
    private static ServiceBusMessage Event(DeadLetter letter, JsonElement? corrected) =>
        new(Body(letter, corrected))
        {
            SessionId = corrected is { } body
                ? SubjectOf(body) ?? throw Wrong("/body/subject", "is required: a case id, or child/{localId}")
                : letter.Message.SessionId
                    ?? SubjectOf(Parsed(letter))
                    ?? throw Wrong("/body", "is required, because the letter has neither a session nor a subject"),
            ContentType = letter.Message.ContentType,
        };

    /// <summary>In a notification only the data may be corrected: the case decided on case, child and kind.</summary>
    private static ServiceBusMessage Notification(DeadLetter letter, JsonElement? corrected)
    {
        var sent = Parsed(letter) is { ValueKind: JsonValueKind.Object } envelope ? envelope : throw Unreadable();
        var kind = NotificationKinds.All.FirstOrDefault(one => one.MessageType == Text(sent, "type")) ?? throw Unreadable();
        if (corrected is { } body)
            Check(sent, body, kind);
        var message = new ServiceBusMessage(Body(letter, corrected))
        {
            ContentType = BusConnection.ContentType,
            Subject = kind.MessageType,
            CorrelationId = Text(sent, "subject"),
        };
        message.ApplicationProperties[BusNames.KindProperty] = kind.Name;
        // Agencies can set properties of their dead letters; only the app sets those of the staff's subscription.
        foreach (
            var property in letter.Place.Name == BusNames.People
                ? (string[])[BusNames.ToProperty, BusNames.TeamProperty, BusNames.AccountProperty]
                : [])
        {
            if (letter.Message.ApplicationProperties.TryGetValue(property, out var value))
                message.ApplicationProperties[property] = value;
        }

        return message;
    }

    private static void Check(JsonElement sent, JsonElement corrected, NotificationKind kind)
    {
        var errors = new ValidationErrors();
        if (!corrected.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            throw Wrong("/body/data", "is required");
        new SchemaValidator(SchemaOf.Written(kind.Data)).Check(data, "/body/data", errors);
        if (Text(data, "child") != Text(sent.GetProperty("data"), "child"))
            errors.Add("/body/data/child", "must stay unchanged");
        if (!JsonNode.DeepEquals(WithoutData(sent), WithoutData(corrected)))
            errors.Add("/body", "must stay unchanged except for data");
        errors.ThrowIfAny();
    }

    private static JsonObject WithoutData(JsonElement envelope)
    {
        var rest = JsonObject.Create(envelope)!;
        rest.Remove("data");
        return rest;
    }

    private static BinaryData Body(DeadLetter letter, JsonElement? corrected) =>
        corrected is { } body ? BinaryData.FromString(body.GetRawText()) : letter.Message.Body;

    /// <summary>Undefined when the text is not JSON.</summary>
    private static JsonElement Parsed(DeadLetter letter)
    {
        try
        {
            using var document = JsonDocument.Parse(letter.Message.Body.ToMemory());
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static string? SubjectOf(JsonElement body) =>
        Text(body, "subject") is { Length: > 0 and <= LongestSubject } subject ? subject : null;

    private static string? Text(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static ProblemException Wrong(string place, string message) => new(Problems.Validation(place, message));

    private static ProblemException Unreadable() => Wrong("/action", "must be discard, because this is no notification of the app");
}
