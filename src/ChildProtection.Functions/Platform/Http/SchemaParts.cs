using System.Text.Json.Nodes;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>Parts of the JSON Schemas of request bodies.</summary>
internal static class SchemaParts
{
    /// <summary>An object with these fields and no other.</summary>
    public static JsonObject Closed(JsonObject properties, params string[] required) => new()
    {
        ["type"] = "object",
        ["properties"] = properties,
        ["required"] = new JsonArray([.. required.Select(name => (JsonNode)name)]),
        ["additionalProperties"] = false,
    };

    public static JsonObject LoggedReason() =>
        new()
        {
            ["type"] = "string",
            ["minLength"] = 1,
            ["maxLength"] = 500,
            ["description"] = "The reason, for the access log.",
        };

    public static JsonObject Date(string description) => new() { ["type"] = "string", ["format"] = "date", ["description"] = description };

    public static JsonObject Text(string description) => new() { ["type"] = "string", ["minLength"] = 1, ["description"] = description };

    public static JsonObject OptionalText(string description) =>
        new()
        {
            ["type"] = new JsonArray("string", "null"),
            ["minLength"] = 1,
            ["description"] = description,
        };
}
