using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Api;

/// <summary>
/// The names of the document's component schemas, so that a generated client has one class for each. A schema is identified by its form
/// alone, because records are written out in full wherever they are used.
/// </summary>
internal sealed class SchemaNames
{
    private readonly Dictionary<string, string> _byForm = new(StringComparer.Ordinal);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>
    /// Names every record and list of codes within the data of an event. Two events may say the same, so their data is named by them.
    /// </summary>
    public void LearnWithin(Type data)
    {
        foreach (var part in Parts(data, DomainJson.Record, []).Skip(1))
            Learn(SchemaOf.Record(part), part.Name, part.Name + "Data");
    }

    /// <summary>Names a view, and every record and list of codes within it.</summary>
    public void LearnView(Type view)
    {
        foreach (var part in Parts(view, ApiJson.Options, []))
            Learn(SchemaOf.Record(part, ApiJson.Options), ViewSchemas.NameOf(part), part.Name, part.Name + "Code");
    }

    /// <summary>Names a schema by the first of these that is free; one that has a name keeps it.</summary>
    public void Learn(JsonObject schema, params string[] candidates)
    {
        var form = Form(schema).ToJsonString();
        if (_byForm.ContainsKey(form))
            return;
        _byForm[form] = candidates.FirstOrDefault(_taken.Add)
            ?? throw new InvalidOperationException(
                $"Two schemas would have the name {candidates[0]}. Give one of the records another name.");
    }

    /// <summary>Keeps a name for a component that is written elsewhere.</summary>
    public void Reserve(string name)
    {
        if (!_taken.Add(name))
            throw new InvalidOperationException($"Two schemas would have the name {name}. Give one of the records another name.");
    }

    /// <summary>The name of a schema of that form; null when it has none.</summary>
    public string? Of(JsonObject schema) => _byForm.GetValueOrDefault(Form(schema).ToJsonString());

    /// <summary>The schema without what a single field says of it.</summary>
    public static JsonObject Form(JsonObject schema)
    {
        var form = schema.DeepClone().AsObject();
        form.Remove("description");
        if (form["type"] is JsonArray types)
            form["type"] = types.Select(type => type!.GetValue<string>()).First(type => type != "null");
        if (form["enum"] is JsonArray codes)
        {
            form["enum"] = new JsonArray([.. codes.Where(code => code is not null).Select(code => code!.DeepClone())]);
            form.Remove("type");
        }

        return form;
    }

    private static IEnumerable<Type> Parts(Type type, JsonSerializerOptions json, HashSet<Type> seen)
    {
        var known = json.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        if (known.Type.IsEnum)
            return seen.Add(known.Type) ? [known.Type] : [];
        if (known.Kind is JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary)
            return Parts(known.ElementType!, json, seen);
        if (known.Kind != JsonTypeInfoKind.Object || known.Type == typeof(object) || !seen.Add(known.Type))
            return [];
        return known.Properties.SelectMany(property => Parts(property.PropertyType, json, seen)).Prepend(known.Type);
    }
}
