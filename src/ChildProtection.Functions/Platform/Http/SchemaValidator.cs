using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Functions.Platform.Http;

/// <summary>
/// Validates a value against a JSON Schema of exactly the vocabulary that <see cref="SchemaOf"/> writes, with messages for people. The
/// constructor refuses a schema with another keyword: an unchecked rule must not look as if it were checked.
/// </summary>
internal sealed class SchemaValidator
{
    private static readonly FrozenSet<string> Keywords = FrozenSet.Create(
        StringComparer.Ordinal,
        "type",
        "enum",
        "format",
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minimum",
        "maximum",
        "items",
        "properties",
        "required",
        "additionalProperties",
        // Annotations, with nothing to check.
        "default",
        "description");

    private readonly SchemaRule _root;

    /// <exception cref="NotSupportedException">The schema uses a keyword that the validator does not check.</exception>
    public SchemaValidator(JsonObject schema) => _root = Rule(schema);

    /// <summary>
    /// Adds every fault of <paramref name="value"/>, with pointers that begin with <paramref name="pointer"/>.
    /// </summary>
    public void Check(JsonElement value, string pointer, ValidationErrors errors) => _root.Check(value, pointer, errors);

    private static SchemaRule Rule(JsonObject schema)
    {
        if (schema.Select(field => field.Key).FirstOrDefault(keyword => !Keywords.Contains(keyword)) is { } unknown)
            throw new NotSupportedException(
                $"{nameof(SchemaValidator)} does not check the JSON Schema keyword '{unknown}'. Add it there before SchemaOf writes it."
            );
        var types = schema["type"] switch
        {
            JsonArray several => several.Select(type => type!.GetValue<string>()).ToArray(),
            JsonValue one => [one.GetValue<string>()],
            _ => [],
        };
        var values = schema["enum"]?.AsArray();
        var format = schema["format"]?.GetValue<string>();
        if (format is not null && !TextFormats.IsKnown(format))
            throw new NotSupportedException(
                $"{nameof(SchemaValidator)} does not check the format '{format}'. Add it there before SchemaOf writes it.");
        return new SchemaRule
        {
            Type = types.FirstOrDefault(type => type != "null"),
            Nullable = types.Contains("null") || (values?.Contains(null) ?? false),
            Values = values?.OfType<JsonNode>().Select(value => value.GetValue<string>()).ToArray(),
            Format = format,
            MinLength = Number(schema, "minLength", 0),
            MaxLength = Number(schema, "maxLength", int.MaxValue),
            MinItems = Number(schema, "minItems", 0),
            MaxItems = Number(schema, "maxItems", int.MaxValue),
            Minimum = Number(schema, "minimum", int.MinValue),
            Maximum = Number(schema, "maximum", int.MaxValue),
            Items = schema["items"] is JsonObject items ? Rule(items) : null,
            Properties = (schema["properties"]?.AsObject() ?? []).ToFrozenDictionary(
                field => field.Key, field => Rule(field.Value!.AsObject()), StringComparer.Ordinal),
            Required = [.. (schema["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>())],
            Closed = schema["additionalProperties"]?.GetValue<bool>() == false,
        };
    }

    private static int Number(JsonObject schema, string keyword, int otherwise) => schema[keyword]?.GetValue<int>() ?? otherwise;
}
