using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>A part of a body: where it is and how long, not what it says.</summary>
/// <param name="Path">JSON pointer; a star stands for a name that the schema does not know.</param>
/// <param name="Type">Its JSON type.</param>
/// <param name="Length">Characters of a text, entries of a list or object; null for others.</param>
internal sealed record LetterPart(string Path, string Type, int? Length);

/// <summary>Reads the structure of bodies without a word of them.</summary>
internal static class LetterParts
{
    /// <summary>A longer list would help nobody.</summary>
    public const int Most = 500;

    private const string Unknown = "*";

    public static IReadOnlyList<LetterPart>? Of(LetterText text)
    {
        if (text.Json is not { } json)
            return null;
        List<LetterPart> parts = [];
        Add(parts, "", json, text.Names);
        return parts;
    }

    /// <summary>Pointers to what differs, in order; of a part that is new or gone only the part itself.</summary>
    public static IReadOnlyList<string> Changed(JsonElement before, JsonElement after, FrozenSet<string> names)
    {
        List<string> changed = [];
        Compare(changed, "", before, after, names);
        return [.. changed.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>One step of a pointer; places in a list may be shown, and a longer number is none.</summary>
    public static string Step(string name, FrozenSet<string> names) =>
        names.Contains(name) || (name.Length <= 3 && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out _))
            ? name
            : Unknown;

    private static void Add(List<LetterPart> parts, string path, JsonElement value, FrozenSet<string> names)
    {
        if (parts.Count == Most)
            return;
        parts.Add(new LetterPart(path, TypeOf(value), LengthOf(value)));
        if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var field in value.EnumerateObject())
                Add(parts, $"{path}/{NameOf(field.Name, names)}", field.Value, names);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (index, item) in value.EnumerateArray().Index())
                Add(parts, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"), item, names);
        }
    }

    private static void Compare(List<string> changed, string path, JsonElement before, JsonElement after, FrozenSet<string> names)
    {
        switch (before.ValueKind, after.ValueKind)
        {
            case (JsonValueKind.Object, JsonValueKind.Object):
                var fields = before.EnumerateObject().Concat(after.EnumerateObject()).Select(field => field.Name);
                foreach (var name in fields.Distinct(StringComparer.Ordinal))
                    Compare(changed, $"{path}/{NameOf(name, names)}", Field(before, name), Field(after, name), names);
                break;
            case (JsonValueKind.Array, JsonValueKind.Array):
                for (var index = 0; index < Math.Max(before.GetArrayLength(), after.GetArrayLength()); index++)
                    Compare(
                        changed,
                        string.Create(CultureInfo.InvariantCulture, $"{path}/{index}"),
                        index < before.GetArrayLength() ? before[index] : default,
                        index < after.GetArrayLength() ? after[index] : default,
                        names);
                break;
            default:
                if (before.ValueKind != after.ValueKind || !JsonElement.DeepEquals(before, after))
                    changed.Add(path);
                break;
        }
    }

    private static JsonElement Field(JsonElement value, string name) => value.TryGetProperty(name, out var field) ? field : default;

    private static string NameOf(string name, FrozenSet<string> names) => names.Contains(name) ? name : Unknown;

    private static string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => "boolean",
        _ => value.ValueKind.ToString().ToLowerInvariant(),
    };

    private static int? LengthOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!.Length,
        JsonValueKind.Array => value.GetArrayLength(),
        JsonValueKind.Object => value.EnumerateObject().Count(),
        _ => null,
    };
}
