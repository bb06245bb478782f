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
/// A dead letter as it is sent again. The sender stays the one that the broker knows, the recipient the one whose subscription it lay in:
/// nothing that an administrator writes can change either. Its id is the same for the same letter, and another than the letter's own, which
/// the topic would drop.
/// </summary>
internal static class RedrivenMessage
{
    private const int LongestSubject = 128;

    /// <param name="letter">The letter.</param>
    /// <param name="corrected">What to send in its body's place; null for the body as it is.</param>
    /// <param name="by">Account of the administrator.</param>
    /// <exception cref="ProblemException">The correction is not what may be sent, or without one it cannot be.</exception>
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
    /// An event gets the session that its subject says; without a correction, and with a session, it goes as it is, however broken.
    /// </summary>
    private static ServiceBusMessage Event(DeadLetter letter, JsonElement? corrected) =>
        new(Body(letter, corrected))
        {
            SessionId = corrected is { } body
                ? SubjectOf(body) ?? throw Wrong("/body/subject", "is required: a case id, or child/{localId}")
                : letter.Message.SessionId
                    ?? SubjectOf(Parsed(letter))
                    ?? throw Wrong("/body", "is required: the letter names no session, and its text no subject"),
            ContentType = letter.Message.ContentType,
        };

    /// <summary>Of a notification only the data may be put right: which case, child and kind it is about was decided by the case.</summary>
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
        // Agencies can set properties of what they bury; those of our own people's subscription are ours alone.
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
        new SchemaValidator(SchemaOf.Record(kind.Data)).Check(data, "/body/data", errors);
        if (Text(data, "child") != Text(sent.GetProperty("data"), "child"))
            errors.Add("/body/data/child", "must stay as it was sent");
        if (!JsonNode.DeepEquals(WithoutData(sent), WithoutData(corrected)))
            errors.Add("/body", "must stay as it was sent, but for data");
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

    /// <summary>Undefined when it is not JSON.</summary>
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

    private static ProblemException Unreadable() => Wrong("/action", "must be discard: this is no notification that the app sends");
}
