using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.SubmitEvent;

namespace ChildProtection.Functions.Api;

/// <summary>
/// An event of any type as components: a base with what all have, and each type with its data, so that a client has a class for each.
/// </summary>
internal static class EventComponents
{
    private const string Base = "CaseEvent";

    /// <summary>The types that callers raise on a case.</summary>
    public static IReadOnlyList<EventDefinition> Types { get; } =
        [.. EventCatalogue.All.Where(type => type.Data != typeof(ReferralReceived) && !type.Indirect)];

    /// <summary>The names that they have as components.</summary>
    public static IEnumerable<string> Names => Types.Select(type => type.Name).Concat(Types.Select(DataName)).Append(Base);

    /// <summary>Any of them.</summary>
    public static JsonObject Reference() => ViewSchemas.ReferenceTo(Base);

    /// <summary>Adds them to the components.</summary>
    public static void Add(JsonObject components, NamedSchemas schemas)
    {
        foreach (var type in Types)
        {
            var data = SchemaOf.Record(type.Data);
            components[DataName(type)] = schemas.Within(data);
            components[type.Name] = One(type, needsData: data["required"] is not null);
        }

        components[Base] = Common();
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
        // Where every field may be left out, so may the data.
        if (needsData)
            own["required"] = new JsonArray("data");
        return new JsonObject { ["title"] = type.Title, ["allOf"] = new JsonArray(Reference(), own), ["unevaluatedProperties"] = false };
    }

    private static string DataName(EventDefinition type) => type.Name + "Data";
}
