using System.Collections.Frozen;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Http.Bodies;

namespace ChildProtection.Functions.Http.Validation;

/// <summary>The JSON Schemas of request bodies, made from the event types themselves: one source for validation, documentation and the interface.</summary>
internal static class RequestSchemas
{
    /// <summary>The field of a decision that the path gives.</summary>
    public const string ApprovalIdField = "approvalId";

    public const string ReceivedAtField = "receivedAt";

    public const string NotifiedAtField = "notifiedAt";

    private static IEnumerable<EventDefinition> Raisable => EventCatalogue.All.Where(type => !type.Indirect);

    private static readonly FrozenDictionary<string, SchemaValidator> ByType =
        Raisable.ToFrozenDictionary(type => type.Name, type => new SchemaValidator(Event(type)), StringComparer.Ordinal);

    private static readonly SchemaValidator UnknownType = new(Envelope(Raisable.Select(type => type.Name), new JsonObject { ["type"] = "object" }));

    public static SchemaValidator ReferralBody { get; } = new(Referral());

    public static SchemaValidator TransferInBody { get; } = new(TransferIn());

    public static SchemaValidator DecisionBody { get; } = new(ApprovalDecision());

    public static SchemaValidator DueDateBody { get; } = new(DueDate());

    public static SchemaValidator RestrictionBody { get; } = new(Restriction());

    /// <summary>The validator of a whole event; for a type that does not exist one that says so and checks the rest.</summary>
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

    public static JsonObject Referral() => Opening(typeof(ReferralReceived), ReceivedAtField, "When the referral was received (UTC); now unless given.");

    public static JsonObject TransferIn() => Opening(typeof(TransferInNotified), NotifiedAtField, "When the written notice came (UTC); now unless given.");

    public static JsonObject Restriction() => SchemaOf.Record(typeof(RestrictionBody));

    /// <summary>A decision on an approval: the event without the id, which stands in the path.</summary>
    public static JsonObject ApprovalDecision()
    {
        var schema = SchemaOf.Record(typeof(ApprovalDecided));
        schema["properties"]!.AsObject().Remove(ApprovalIdField);
        schema["required"] = new JsonArray([.. schema["required"]!.AsArray().Select(name => name!.GetValue<string>()).Where(name => name != ApprovalIdField).Select(name => (JsonNode)name)]);
        schema["properties"]!["reason"]!["maxLength"] = Storage.ApprovalRow.MostReason;
        return schema;
    }

    public static JsonObject DueDate() => Closed(
        new JsonObject { ["parameter"] = Text("A parameter of the profile that is a date rule."), ["anchorOn"] = Date("The day it counts from: day 0.") },
        "parameter", "anchorOn");

    internal static JsonObject OccurredOn() => Date("The local day on which it happened; never in the future.");

    internal static JsonObject Note() => OptionalText("Words for the record.");

    internal static JsonObject LoggedReason() => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 500, ["description"] = "Why, for the access log." };

    private static JsonObject Opening(Type record, string field, string description)
    {
        var schema = SchemaOf.Record(record);
        schema["properties"]!.AsObject().Insert(0, field, new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time", ["description"] = description });
        return schema;
    }

    private static JsonObject Envelope(IEnumerable<string> types, JsonObject data)
    {
        // Where every field may be left out, so may the data.
        string[] required = data["required"] is null ? ["type", "occurredOn"] : ["type", "occurredOn", "data"];
        return Closed(
            new JsonObject
            {
                ["type"] = new JsonObject { ["enum"] = new JsonArray([.. types.Select(type => (JsonNode)type)]) },
                ["occurredOn"] = OccurredOn(),
                ["data"] = data,
                ["note"] = Note(),
                ["onBehalfOf"] = OptionalText("The person without an account for whom it is raised."),
                ["correlationId"] = OptionalText("Joins what belongs together in the sender's system."),
            },
            required);
    }

    /// <summary>An object with these fields and no other.</summary>
    internal static JsonObject Closed(JsonObject properties, params string[] required) => new()
    {
        ["type"] = "object",
        ["properties"] = properties,
        ["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]),
        ["additionalProperties"] = false,
    };

    private static JsonObject Date(string description) => new() { ["type"] = "string", ["format"] = "date", ["description"] = description };

    private static JsonObject Text(string description) => new() { ["type"] = "string", ["minLength"] = 1, ["description"] = description };

    private static JsonObject OptionalText(string description) => new() { ["type"] = new JsonArray("string", "null"), ["minLength"] = 1, ["description"] = description };
}
