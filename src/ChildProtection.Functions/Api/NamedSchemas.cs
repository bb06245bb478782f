using System.Text.Json.Nodes;

namespace ChildProtection.Functions.Api;

/// <summary>Puts a reference where a schema has a name, and the schema itself among the components once.</summary>
internal sealed class NamedSchemas(SchemaNames names, JsonObject components)
{
    /// <summary>The schema with references in its parts; it may have a name itself, under which it is about to be kept.</summary>
    public JsonObject Within(JsonObject schema)
    {
        var result = new JsonObject();
        foreach (var (key, value) in schema)
            result[key] = (key, value) switch
            {
                ("properties", JsonObject fields) => new JsonObject(
                    fields.Select(field => KeyValuePair.Create(field.Key, Of(field.Value)))),
                ("items" or "additionalProperties", JsonObject one) => Of(one),
                ("oneOf" or "anyOf" or "allOf", JsonArray several) => new JsonArray([.. several.Select(Of)]),
                _ => value?.DeepClone(),
            };
        // A client makes an enumeration of texts only.
        if (result["enum"] is JsonArray codes && result["type"] is null && codes.All(code => code is not null))
            result["type"] = "string";
        return result;
    }

    /// <summary>The schema itself, or a reference to it.</summary>
    public JsonNode? Of(JsonNode? schema)
    {
        // "true" lets anything in, as an empty schema does, which more tools can read.
        if (schema is not JsonObject node)
            return new JsonObject();
        if ((node["properties"] ?? node["enum"]) is null || names.Of(node) is not { } name)
            return Within(node);
        if (!components.ContainsKey(name))
        {
            // Held first, so that a record within itself ends in a reference.
            components[name] = new JsonObject();
            components[name] = Within(SchemaNames.Form(node));
        }

        return Reference(name, node);
    }

    private static JsonObject Reference(string name, JsonObject schema)
    {
        var reference = ViewSchemas.ReferenceTo(name);
        var nullable = schema["type"] is JsonArray || (schema["enum"] is JsonArray codes && codes.Any(code => code is null));
        if (nullable)
            reference = new JsonObject { ["oneOf"] = new JsonArray(reference, new JsonObject { ["type"] = "null" }) };
        if (schema["description"] is { } description)
            reference["description"] = description.DeepClone();
        return reference;
    }
}
