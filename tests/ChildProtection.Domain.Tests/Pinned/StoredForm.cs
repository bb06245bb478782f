using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Tests.Pinned;

/// <summary>The JSON form of a record, one line a field: where it stands, whether it must be there (<c>!</c>), what it holds.</summary>
internal static class StoredForm
{
    private static readonly string[] Kinds = ["type", "format"];

    /// <summary>The fields of <paramref name="record"/>.</summary>
    /// <param name="record">The record's type.</param>
    /// <param name="json">How it is written.</param>
    /// <param name="pinnedElsewhere">Fields that hold a record with a form of its own.</param>
    public static IReadOnlyList<string> Of(Type record, JsonSerializerOptions json, params string[] pinnedElsewhere) =>
        [
            .. Fields(SchemaOf.Record(record, json), "")
                .Where(line => !pinnedElsewhere.Any(name => line.StartsWith(name + ".", StringComparison.Ordinal))),
        ];

    /// <summary>The names that tell the kinds of <paramref name="record"/> apart in JSON, each with its type.</summary>
    public static IReadOnlyList<(string Name, Type Type)> Kindred(Type record, JsonSerializerOptions json) =>
        [.. json.GetTypeInfo(record).PolymorphismOptions!.DerivedTypes.Select(kind => ((string)kind.TypeDiscriminator!, kind.DerivedType))];

    /// <summary>The field in which <see cref="Kindred"/> stands.</summary>
    public static string FieldOf(Type record, JsonSerializerOptions json) =>
        json.GetTypeInfo(record).PolymorphismOptions!.TypeDiscriminatorPropertyName;

    private static IEnumerable<string> Fields(JsonNode? schema, string path)
    {
        if (schema is not JsonObject node)
            yield break;
        if (node["properties"] is JsonObject properties)
        {
            var required = (node["required"]?.AsArray() ?? []).Select(name => name!.GetValue<string>()).ToHashSet();
            foreach (var (name, field) in properties)
            {
                var place = path.Length == 0 ? name : $"{path}.{name}";
                yield return $"{place}{(required.Contains(name) ? "!" : "")}: {What(field)}";
                foreach (var line in Fields(field, place))
                    yield return line;
            }
        }

        foreach (var line in Fields(node["items"], path + "[]"))
            yield return line;
    }

    /// <summary>The codes where there are some, else the types and the format.</summary>
    private static string What(JsonNode? field) =>
        field switch
        {
            JsonObject node when node["enum"] is JsonArray codes => string.Join('|', codes.Select(code => code?.ToString() ?? "null")),
            JsonObject node when node["items"] is JsonObject { Count: > 0 } item && item["properties"] is null =>
                $"{Names(node)} of {What(item)}",
            JsonObject node => Names(node),
            _ => "any",
        };

    // What a text is checked for when it is sent is no form of what is stored.
    private static string Names(JsonObject node) => string.Join(' ', Kinds.Select(kind => node[kind]).OfType<JsonNode>()
        .Where(value => value.ToString() is not (SchemaOf.IdFormat or LocalIds.Format or TextFormatAttribute.Name))
        .Select(value => value is JsonArray types ? string.Join('|', types.Select(type => type!.ToString())) : value.ToString()));
}
