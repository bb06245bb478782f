using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Referral;
using ChildProtection.Functions.SubmitEvent;

namespace ChildProtection.Functions.Api;

/// <summary>
/// The events as components: a base with the common fields, and each type with its data, so that a client has a class for each.
/// </summary>
internal static class EventComponents
{
    /// <summary>The types that callers raise on a case.</summary>
    public static IReadOnlyList<EventDefinition> Types { get; } =
        [.. EventCatalogue.All.Where(type => type.Data != typeof(ReferralReceived) && !type.Indirect)];

    /// <summary>The names that they have as components.</summary>
    public static IEnumerable<string> Names =>
        Types.Select(type => type.Name).Concat(Types.Select(DataName)).Append(EventSchemas.AnyEventName);

    /// <summary>Adds them to the components.</summary>
    public static void Add(JsonObject components, NamedSchemas schemas)
    {
        foreach (var type in Types)
        {
            var data = SchemaOf.Record(type.Data);
            components[DataName(type)] = schemas.Within(data);
            components[type.Name] = One(type, needsData: data["required"] is not null);
        }

        components[EventSchemas.AnyEventName] = Common();
    }

    private static JsonObject Common()
    {
        var common = EventSchemas.Event(Types[0]);
        var fields = common["properties"]!.AsObject();
        fields.Remove("data");
        fields["type"] = new JsonObject { ["type"] = "string", ["description"] = "The event type." };
        common["required"] = new JsonArray("type", "occurredOn");
        // Each type closes the object: here it would refuse that type's data.
        common.Remove("additionalProperties");
        common["discriminator"] = new JsonObject
        {
            ["propertyName"] = "type",
            ["mapping"] = new JsonObject(
                Types.Select(type => KeyValuePair.Create(type.Name, (JsonNode?)("#/components/schemas/" + type.Name)))),
        };
        return common;
    }

    private static JsonObject One(EventDefinition type, bool needsData)
    {
        var own = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["data"] = ViewSchemas.ReferenceTo(DataName(type)) },
        };
        // The data is optional where each of its fields is.
        if (needsData)
            own["required"] = new JsonArray("data");
        return new JsonObject
        {
            ["title"] = type.Title,
            ["allOf"] = new JsonArray(EventSchemas.AnyEvent(), own),
            ["unevaluatedProperties"] = false,
        };
    }

    private static string DataName(EventDefinition type) => type.Name + "Data";
}
