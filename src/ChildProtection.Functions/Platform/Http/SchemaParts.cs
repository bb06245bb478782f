using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

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

    /// <summary>An id or a code.</summary>
    public static JsonObject Id(string description) =>
        new()
        {
            ["type"] = "string",
            ["minLength"] = 1,
            ["maxLength"] = Bounds.Line,
            ["format"] = SchemaOf.IdFormat,
            ["description"] = description,
        };

    public static JsonObject OptionalText(string description, int maxLength) =>
        new()
        {
            ["type"] = new JsonArray("string", "null"),
            ["minLength"] = 1,
            ["maxLength"] = maxLength,
            ["description"] = description,
        };
}
