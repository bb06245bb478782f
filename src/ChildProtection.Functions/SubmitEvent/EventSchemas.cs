using System.Collections.Frozen;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Text;
using ChildProtection.Domain.Transfer;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>
/// The JSON Schemas of the bodies that raise events, made from the event types themselves: one source for validation, documentation and the
/// interface.
/// </summary>
internal static class EventSchemas
{
    public const string AnyEventName = "CaseEvent";

    public const string ReceivedAtField = "receivedAt";

    public const string NotifiedAtField = "notifiedAt";

    private static IEnumerable<EventDefinition> Raisable => EventCatalogue.All.Where(type => !type.Indirect);

    private static readonly FrozenDictionary<string, SchemaValidator> ByType =
        Raisable.ToFrozenDictionary(type => type.Name, type => new SchemaValidator(Event(type)), StringComparer.Ordinal);

    private static readonly SchemaValidator UnknownType = new(
        Envelope(Raisable.Select(type => type.Name), new JsonObject { ["type"] = "object" }));

    public static SchemaValidator ReferralBody { get; } = new(Referral());

    public static SchemaValidator TransferInBody { get; } = new(TransferIn());

    /// <summary>The validator of a whole event; for an unknown type, one that reports it and checks the rest.</summary>
    public static SchemaValidator EventBody(string? type) => type is null ? UnknownType : ByType.GetValueOrDefault(type, UnknownType);

    /// <summary>The data of one event type, as a document of its own.</summary>
    public static JsonObject Data(EventDefinition type)
    {
        var schema = SchemaOf.Record(type.Data);
        schema.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.Insert(1, "title", type.Title);
        return schema;
    }

    /// <summary>The body that raises an event of that type.</summary>
    public static JsonObject Event(EventDefinition type) => Envelope([type.Name], SchemaOf.Record(type.Data));

    public static JsonObject Referral() =>
        Opening(typeof(ReferralReceived), ReceivedAtField, "When the referral was received (UTC); now unless given.");

    public static JsonObject TransferIn() =>
        Opening(typeof(TransferInNotified), NotifiedAtField, "When the written notice came (UTC); now unless given.");

    /// <summary>A reference to the component of the OpenAPI document for an event of any type.</summary>
    public static JsonObject AnyEvent() => new() { ["$ref"] = "#/components/schemas/" + AnyEventName };

    public static JsonObject OccurredOn() => SchemaParts.Date("The local day on which it happened; never in the future.");

    public static JsonObject Note() => SchemaParts.OptionalText("Words for the record.", Bounds.Words);

    private static JsonObject Opening(Type record, string field, string description)
    {
        var schema = SchemaOf.Record(record);
        schema["properties"]!
            .AsObject()
            .Insert(
                0,
                field,
                new JsonObject
                {
                    ["type"] = new JsonArray("string", "null"),
                    ["format"] = "date-time",
                    ["description"] = description,
                });
        return schema;
    }

    private static JsonObject Envelope(IEnumerable<string> types, JsonObject data)
    {
        // The data is optional where each of its fields is.
        string[] required = data["required"] is null ? ["type", "occurredOn"] : ["type", "occurredOn", "data"];
        return SchemaParts.Closed(
            new JsonObject
            {
                ["type"] = new JsonObject { ["enum"] = new JsonArray([.. types.Select(type => (JsonNode)type)]) },
                ["occurredOn"] = OccurredOn(),
                ["data"] = data,
                ["note"] = Note(),
                ["onBehalfOf"] = SchemaParts.OptionalText("The person without an account for whom you raise the event.", Bounds.Line),
                ["correlationId"] = SchemaParts.OptionalText("Relates requests in the sender's system.", Bounds.Line),
            },
            required);
    }
}
