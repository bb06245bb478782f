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
    /// <summary>The format of ids and codes: one line that every system can carry and show.</summary>
    public const string IdFormat = "id";

    private static readonly JsonSchemaExporterOptions Options = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => Complete(context, schema, bounded: context.TypeInfo.Options == DomainJson.Record),
    };

    private static readonly JsonSchemaExporterOptions Unbounded = new()
    {
        TreatNullObliviousAsNonNullable = true,
        TransformSchemaNode = (context, schema) => Complete(context, schema, bounded: false),
    };

    /// <summary>The schema of <paramref name="record"/>: required fields, codes, formats, bounds, and no unknown fields.</summary>
    /// <param name="record">The record's type.</param>
    /// <param name="json">
    /// The form it is written in; <see cref="DomainJson.Record"/> unless given. What callers send has that form, and bounds.
    /// </param>
    public static JsonObject Record(Type record, JsonSerializerOptions? json = null) => Export(record, json ?? DomainJson.Record, Options);

    /// <summary>The schema of what the app itself wrote in the record's form, which may be longer than what callers may send.</summary>
    public static JsonObject Written(Type record) => Export(record, DomainJson.Record, Unbounded);

    private static JsonObject Export(Type record, JsonSerializerOptions json, JsonSchemaExporterOptions options)
    {
        var schema = json.GetJsonSchemaAsNode(record, options).AsObject();
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

    private static JsonNode Complete(JsonSchemaExporterContext context, JsonNode schema, bool bounded)
    {
        if (context.TypeInfo.Type == typeof(FreeText))
            schema = FreeTextSchema(nullable: context.PropertyInfo?.IsGetNullable ?? false);
        // The exporter leaves out the items of a list whose elements a converter reads.
        if (context.TypeInfo.ElementType == typeof(FreeText) && schema is JsonObject list && list["items"] is null)
            list["items"] = FreeTextSchema(nullable: false);
        if (schema is not JsonObject node)
            return schema;
        if (bounded)
            SchemaBounds.Add(node, context);
        if (context.PropertyInfo?.AttributeProvider is not { } attributes || context.Path is [.., "items"])
            return node;
        if (Attribute<CodesAttribute>(attributes) is { } codes)
            AddCodes(node, codes);
        if (Attribute<TextFormatAttribute>(attributes) is { } format)
            AddFormat(node, format);
        if (Attribute<MinItemsAttribute>(attributes) is { } minimum)
            node["minItems"] = minimum.Count;
        if (Attribute<DescriptionAttribute>(attributes) is { } description)
            node["description"] = description.Description;
        return node;
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
        foreach (var bound in (string[])["minLength", "maxLength", "format"])
            target.Remove(bound);
    }

    internal static T? Attribute<T>(ICustomAttributeProvider provider) where T : Attribute =>
        provider.GetCustomAttributes(typeof(T), inherit: false).OfType<T>().FirstOrDefault();
}
