using System.ComponentModel;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Kernel;

/// <summary>JSON Schema (2020-12) of a record, made from its properties: the one source of validation and documentation.</summary>
public static class SchemaOf
{
    /// <summary>
    /// What a caller sends as a plain text is an id, a code or a short name: it travels in states and keys, which have their limits.
    /// Words are <see cref="FreeText"/> and may be long.
    /// </summary>
    public const int MaxIdLength = 200;

    private static readonly JsonSchemaExporterOptions Options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = Complete,
    };

    /// <summary>The schema of <paramref name="record"/>: required fields, codes, formats, and no unknown fields.</summary>
    /// <param name="record">The record's type.</param>
    /// <param name="json">The form it is written in; <see cref="DomainJson.Record"/> unless given.</param>
    public static JsonObject Record(Type record, JsonSerializerOptions? json = null)
    {
        var schema = (json ?? DomainJson.Record).GetJsonSchemaAsNode(record, Options).AsObject();
        return Inline(schema, schema)!.AsObject();
    }

    /// <summary>
    /// A type that is used twice is exported as a reference into the document, which breaks as soon as the schema is put into another one.
    /// </summary>
    private static JsonNode? Inline(JsonNode? node, JsonObject root) => node switch
    {
        JsonObject reference when reference["$ref"]?.GetValue<string>() is { } pointer => Inline(Resolve(root, pointer), root),
        JsonObject parent => new JsonObject(parent.Select(field => KeyValuePair.Create(field.Key, Inline(field.Value, root)))),
        JsonArray list => new JsonArray([.. list.Select(item => Inline(item, root))]),
        _ => node?.DeepClone(),
    };

    private static JsonNode Resolve(JsonObject root, string pointer)
    {
        JsonNode node = root;
        foreach (var step in pointer.Split('/').Skip(1))
            node = (node is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)] : node[step])
                ?? throw new InvalidOperationException($"The exported schema refers to {pointer}, which it does not contain.");
        return node;
    }

    private static JsonNode Complete(JsonSchemaExporterContext context, JsonNode schema)
    {
        if (context.TypeInfo.Type == typeof(FreeText))
            schema = FreeTextSchema(nullable: context.PropertyInfo?.IsGetNullable ?? false);
        // The exporter leaves out the items of a list whose elements a converter reads.
        if (context.TypeInfo.ElementType == typeof(FreeText) && schema is JsonObject list && list["items"] is null)
            list["items"] = FreeTextSchema(nullable: false);
        if (context.TypeInfo.Type == typeof(string) && context.TypeInfo.Options == DomainJson.Record && schema is JsonObject id)
            (id["minLength"], id["maxLength"]) = (1, MaxIdLength);
        if (schema is not JsonObject node || context.PropertyInfo?.AttributeProvider is not { } attributes || context.Path is [.., "items"])
            return schema;
        if (Attribute<CodesAttribute>(attributes) is { } codes)
            AddCodes(node, codes);
        if (Attribute<TextFormatAttribute>(attributes) is { } format)
            AddFormat(node, format);
        if (Attribute<MinItemsAttribute>(attributes) is { } minimum)
            node["minItems"] = minimum.Count;
        if (Attribute<DescriptionAttribute>(attributes) is { } description)
            node["description"] = description.Description;
        return schema;
    }

    private static JsonObject FreeTextSchema(bool nullable) => new()
    {
        ["type"] = nullable ? new JsonArray("string", "null") : "string",
        ["minLength"] = 1,
    };

    private static void AddFormat(JsonObject node, TextFormatAttribute format)
    {
        node["format"] = format.Format;
        if (format.MaxLength > 0)
            node["maxLength"] = format.MaxLength;
    }

    private static void AddCodes(JsonObject node, CodesAttribute codes)
    {
        var target = node["items"] as JsonObject ?? node;
        var nullable = target["type"] is JsonArray types && types.Any(type => type?.GetValue<string>() == "null");
        var values = new JsonArray([.. codes.All.Select(code => (JsonNode?)JsonValue.Create(code))]);
        if (nullable)
            values.Add(null);
        target["enum"] = values;
        target.Remove("minLength");
        target.Remove("maxLength");
    }

    private static T? Attribute<T>(ICustomAttributeProvider provider) where T : Attribute =>
        provider.GetCustomAttributes(typeof(T), inherit: false).OfType<T>().FirstOrDefault();
}
