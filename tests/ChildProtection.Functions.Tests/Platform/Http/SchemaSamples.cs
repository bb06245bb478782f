using System.Text.Json.Nodes;

namespace ChildProtection.Functions.Tests.Platform.Http;

/// <summary>The smallest value that a schema takes: required fields only.</summary>
internal static class SchemaSamples
{
    public static JsonNode Smallest(JsonObject schema)
    {
        if (schema["enum"] is JsonArray values)
            return values[0]!.DeepClone();
        var type = schema["type"] is JsonArray types ? types[0]!.GetValue<string>() : schema["type"]!.GetValue<string>();
        return type switch
        {
            "object" => new JsonObject(
                (schema["required"]?.AsArray() ?? []).Select(name =>
                    KeyValuePair.Create(
                        name!.GetValue<string>(), (JsonNode?)Smallest(schema["properties"]![name.GetValue<string>()]!.AsObject())))),
            "array" => new JsonArray([
                .. Enumerable.Range(0, schema["minItems"]?.GetValue<int>() ?? 0).Select(_ => Smallest(schema["items"]!.AsObject())),
            ]),
            "boolean" => JsonValue.Create(true),
            "integer" => JsonValue.Create(1),
            _ => JsonValue.Create(schema["format"]?.GetValue<string>() switch
            {
                "date" => "2026-02-02",
                "date-time" => "2026-02-02T10:15:00Z",
                _ => "x",
            }),
        };
    }
}
