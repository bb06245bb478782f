using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Kernel;

/// <summary>Gives every text, list and number of a schema its bound: the property's own, or that of its kind.</summary>
internal static class SchemaBounds
{
    public static void Add(JsonObject node, JsonSchemaExporterContext context)
    {
        var (type, property) = (context.TypeInfo.Type, context.PropertyInfo);
        var own = property?.AttributeProvider;
        if (type == typeof(string))
            (node["minLength"], node["maxLength"], node["format"]) = (1, Length(Bounds.Line), SchemaOf.IdFormat);
        if (type == typeof(FreeText))
            node["maxLength"] = Length(Bounds.WordsIn(property?.Name ?? ""));
        if (type == typeof(int) || type == typeof(int?))
            (node["minimum"], node["maximum"]) = (1, Bounds.Count);
        if (context.TypeInfo.ElementType is not { } element)
            return;
        node["maxItems"] = own is null ? Bounds.Items : SchemaOf.Attribute<MaxItemsAttribute>(own)?.Count ?? Bounds.Items;
        if (element == typeof(FreeText))
            node["items"]!["maxLength"] = Length(Bounds.WordsIn(property?.Name ?? ""));

        int Length(int kind) => own is null ? kind : SchemaOf.Attribute<MaxLengthAttribute>(own)?.Length ?? kind;
    }
}
