using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.SubmitEvent;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>The envelope of a letter, as far as it can be read, and the names that its type's schema knows.</summary>
internal sealed class LetterText
{
    private static readonly string[] OfTheEnvelope =
        ["specversion", "id", "source", "type", "subject", "time", "datacontenttype", "dataschema", "data"];

    private static readonly ConcurrentDictionary<string, FrozenSet<string>> Known = new(StringComparer.Ordinal);

    private LetterText(JsonElement? json) => Json = json;

    /// <summary>Null when the body is not JSON, or not JSON that has one meaning.</summary>
    public JsonElement? Json { get; }

    /// <summary>Null unless the body is an object.</summary>
    public JsonElement? Envelope => Json is { ValueKind: JsonValueKind.Object } envelope ? envelope : null;

    /// <summary>The type, where it is one of an event or a notification.</summary>
    public string? Type =>
        Attribute("type") is { } type && (EventTypeOf(type) is not null || NotificationOf(type) is not null) ? type : null;

    /// <summary>The names that may be shown: those of the envelope and of the type's schema. Any other may hold words of a case.</summary>
    public FrozenSet<string> Names => Known.GetOrAdd(Type ?? "", NamesOf);

    public static LetterText Of(ReadOnlyMemory<byte> body)
    {
        try
        {
            return new LetterText(body.Length > JsonBody.Limit ? null : JsonBody.Parse(body));
        }
        catch (ProblemException)
        {
            return new LetterText(null);
        }
    }

    /// <summary>A text of the envelope; null where it has none.</summary>
    public string? Attribute(string name) =>
        Envelope is { } envelope && JsonBody.Text(envelope, name) is { Length: > 0 } text ? text : null;

    private static string? EventTypeOf(string type) =>
        EventCatalogue.All.FirstOrDefault(one => type == $"uk.childprotection.{one.Name}.v1")?.Name;

    private static NotificationKind? NotificationOf(string type) => NotificationKinds.All.FirstOrDefault(one => one.MessageType == type);

    private static FrozenSet<string> NamesOf(string type)
    {
        var names = new HashSet<string>(OfTheEnvelope, StringComparer.Ordinal);
        if (EventTypeOf(type) is { } name && EventCatalogue.Find(name) is { } definition)
            Collect(EventSchemas.Event(definition), names);
        else if (NotificationOf(type) is { } kind)
            Collect(SchemaOf.Written(kind.Data), names);
        return names.ToFrozenSet(StringComparer.Ordinal);
    }

    private static void Collect(JsonNode? schema, HashSet<string> names)
    {
        if (schema is JsonArray list)
        {
            foreach (var item in list)
                Collect(item, names);
        }

        if (schema is not JsonObject parts)
            return;
        foreach (var (name, part) in parts)
        {
            if (name == "properties" && part is JsonObject properties)
                names.UnionWith(properties.Select(property => property.Key));
            Collect(part, names);
        }
    }
}
