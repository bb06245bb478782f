using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Azure.Messaging.ServiceBus;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Notifications;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Agencies;

/// <summary>
/// An agency's message with its envelope: a CloudEvent 1.0 in structured JSON from a sender that the broker authenticated.
/// </summary>
internal sealed partial record AgencyMessage
{
    internal const string ChildPrefix = "child/";
    private const int LongestSubject = 128;

    public required string Agency { get; init; }

    /// <summary>The CloudEvent's id, unique for that agency.</summary>
    public required string EventId { get; init; }

    /// <summary>Lower-case UUID; null when the agency names the child instead.</summary>
    public string? CaseId { get; init; }

    /// <summary>The authority's id for the child; null when the agency names the case.</summary>
    public string? LocalId { get; init; }

    public required EventDefinition Type { get; init; }

    /// <summary>The body of a request that would raise the same event.</summary>
    public required JsonElement Body { get; init; }

    /// <summary>The account id under which the agency's messages are known.</summary>
    public string Subject => AgencyAccounts.Of(Agency);

    /// <summary>The agency as the caller of the permissions.</summary>
    public Caller Caller => new() { Subject = Subject, Roles = [Role.Agency], Agency = Agency };

    /// <summary>How staff sent it again, as the record store knows; null for a message as the agency sent it.</summary>
    public IReadOnlyList<Redriven>? Redriven { get; init; }

    /// <summary>The broker's number of the message, kept in the access log.</summary>
    public required long Number { get; init; }

    /// <exception cref="UnusableMessageException">It is not one.</exception>
    public static AgencyMessage Read(ServiceBusReceivedMessage message)
    {
        if (message.ApplicationProperties.GetValueOrDefault(BusNames.AgencyProperty) is not string agency || !AgencyCodes.IsPartner(agency))
            throw Unusable(
                DeadLetterReasons.NotPermitted,
                "The message has no sender. Send it through the agency's topic, whose rule sets the property agency.");
        var envelope = Parse(message.Body.ToMemory());
        if (envelope.ValueKind != JsonValueKind.Object)
            throw Unusable(DeadLetterReasons.Validation, "The body must be a CloudEvent: a JSON object.");
        if (Need(envelope, "specversion") != "1.0")
            throw Unusable(DeadLetterReasons.UnknownVersion, "specversion must be 1.0.");
        if (Need(envelope, "source") != AgencyAccounts.Of(agency))
            throw Unusable(
                DeadLetterReasons.NotPermitted, $"source must be {AgencyAccounts.Of(agency)}, the agency whose topic it was sent to.");
        var type = TypeOf(Need(envelope, "type"));
        if (!type.IsRaisedBy(Role.Agency, agency))
            throw Unusable(
                DeadLetterReasons.NotPermitted,
                type.Roles.Contains(Role.Agency)
                    ? $"Only {string.Join(", ", type.AgencyKinds)} may send {type.Name}."
                    : $"Agencies may not send {type.Name}.");
        var subject = SubjectIn(envelope, message);
        return new AgencyMessage
        {
            Agency = agency,
            Number = message.SequenceNumber,
            EventId = IdIn(envelope),
            CaseId = Guid.TryParseExact(subject, "D", out var caseId) ? caseId.ToString("D") : null,
            LocalId = subject.StartsWith(ChildPrefix, StringComparison.Ordinal) ? LocalIdIn(subject[ChildPrefix.Length..]) : null,
            Type = type,
            Body = BodyOf(envelope, type),
        };
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length > JsonBody.Limit)
            throw Unusable(DeadLetterReasons.Validation, $"The body has {bytes.Length} bytes; at most {JsonBody.Limit} are allowed.");
        try
        {
            return JsonBody.Parse(bytes);
        }
        catch (ProblemException exception)
        {
            throw Unusable(DeadLetterReasons.InvalidJson, exception.Message);
        }
    }

    private static EventDefinition TypeOf(string name)
    {
        if (TypeName().Match(name) is not { Success: true } match || EventCatalogue.Find(match.Groups["type"].Value) is not { } type)
            throw Unusable(
                DeadLetterReasons.UnknownType,
                "type must be uk.childprotection.<EventType>.v1 with an event type of GET /api/event-types.");
        return match.Groups["version"].Value == "1"
            ? type
            : throw Unusable(DeadLetterReasons.UnknownVersion, $"Only version 1 of {type.Name} is supported.");
    }

    private static string SubjectIn(JsonElement envelope, ServiceBusReceivedMessage message)
    {
        var subject = Need(envelope, "subject");
        // A session keeps the order of a child's messages; a message in another session could overtake earlier ones.
        if (message.SessionId != subject)
            throw Unusable(DeadLetterReasons.Validation, "The message's SessionId must be the CloudEvent's subject.");
        if (
            subject.Length > LongestSubject
            || (
                !Guid.TryParseExact(subject, "D", out _)
                && (!subject.StartsWith(ChildPrefix, StringComparison.Ordinal) || subject.Length == ChildPrefix.Length)))
            throw Unusable(DeadLetterReasons.Validation, "subject must be a case id, or child/{the authority's id for the child}.");
        return subject;
    }

    private static string LocalIdIn(string text) =>
        LocalIds.Fault(text) is { } fault
            ? throw Unusable(DeadLetterReasons.Validation, $"The child's id in subject {fault}.")
            : LocalIds.Normalise(text);

    private static string IdIn(JsonElement envelope)
    {
        var id = Need(envelope, "id");
        return IdempotencyKey.IsKey(id)
            ? id
            : throw Unusable(DeadLetterReasons.Validation, $"id {IdempotencyKey.Rule}.");
    }

    private static JsonElement BodyOf(JsonElement envelope, EventDefinition type)
    {
        if (!envelope.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            throw Unusable(DeadLetterReasons.Validation, "data must be an object: { \"occurredOn\": ..., \"data\": { ... } }.");
        if (data.TryGetProperty("type", out _))
            throw Unusable(DeadLetterReasons.Validation, "data/type is not a field; give the type in the envelope.");
        var body = JsonObject.Create(data)!;
        body["type"] = type.Name;
        return JsonSerializer.SerializeToElement(body);
    }

    private static string Need(JsonElement envelope, string attribute) =>
        envelope.TryGetProperty(attribute, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : throw Unusable(DeadLetterReasons.Validation, $"{attribute} is required: a text.");

    private static UnusableMessageException Unusable(string reason, string description) => new(reason, description);

    [GeneratedRegex(@"^uk\.childprotection\.(?<type>[A-Za-z0-9]{1,100})\.v(?<version>[0-9]{1,9})\z", RegexOptions.CultureInvariant)]
    private static partial Regex TypeName();
}
