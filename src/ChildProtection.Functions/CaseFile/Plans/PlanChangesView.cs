using System.Globalization;
using System.Text.Json.Nodes;

namespace ChildProtection.Functions.CaseFile.Plans;

internal enum PlanChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <param name="Path">A JSON pointer into the content; items that have an id are named by it, others by their place.</param>
/// <param name="Change">What happened to it.</param>
/// <param name="Before">What it said; null when it was added.</param>
/// <param name="After">What it says; null when it was removed.</param>
internal sealed record PlanChangeView(string Path, PlanChangeKind Change, JsonNode? Before, JsonNode? After);

/// <summary>The differences between two versions of a plan.</summary>
internal sealed record PlanChangesView(string CaseId, int Number, int From, int To, IReadOnlyList<PlanChangeView> Changes)
{
    /// <summary>Names of the fields that identify an item of a list over versions.</summary>
    private static readonly string[] Ids = ["actionId", "outcomeId", "riskId", "parentId", "component", "aim"];

    public static IReadOnlyList<PlanChangeView> Between(JsonObject before, JsonObject after) => [.. Compare("", before, after)];

    private static IEnumerable<PlanChangeView> Compare(string path, JsonNode? before, JsonNode? after) =>
        (before, after) switch
        {
            (null, null) => [],
            (null, not null) => [new(path, PlanChangeKind.Added, null, after.DeepClone())],
            (not null, null) => [new(path, PlanChangeKind.Removed, before.DeepClone(), null)],
            (JsonObject one, JsonObject other) => one.Select(field => field.Key)
                .Union(other.Select(field => field.Key))
                .SelectMany(name => Compare($"{path}/{name}", one[name], other[name])),
            (JsonArray one, JsonArray other) => Lists(path, one, other),
            _ => JsonNode.DeepEquals(before, after) ? [] : [new(path, PlanChangeKind.Changed, before.DeepClone(), after.DeepClone())],
        };

    private static IEnumerable<PlanChangeView> Lists(string path, JsonArray before, JsonArray after)
    {
        var (one, other) = (ByName(before), ByName(after));
        return one
            .Keys.Union(other.Keys)
            .SelectMany(name => Compare($"{path}/{name}", one.GetValueOrDefault(name), other.GetValueOrDefault(name)));
    }

    /// <summary>An item with an id keeps it at any place in the list; a repeated id does not count.</summary>
    private static Dictionary<string, JsonNode?> ByName(JsonArray list)
    {
        var names = list.Select((item, index) => Name(item) ?? Place(index)).ToArray();
        if (names.Distinct().Count() < names.Length)
            names = [.. names.Select((_, index) => Place(index))];
        return names.Zip(list).ToDictionary(pair => pair.First, pair => pair.Second, StringComparer.Ordinal);
    }

    private static string? Name(JsonNode? item) =>
        item is JsonObject fields
            ? Ids.Select(id => fields[id])
                .OfType<JsonValue>()
                .Select(id =>
                    id.GetValue<string>().Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))
                .FirstOrDefault()
            : null;

    private static string Place(int index) => index.ToString(CultureInfo.InvariantCulture);
}
