using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EndToEnd.Stories;

/// <summary>
/// Puts a mark that occurs nowhere else into every name and every word of a text, so that each can be looked for wherever it must not be.
/// </summary>
internal sealed partial class Marks
{
    /// <summary>In what the authority's own people write.</summary>
    public const string Kept = "Zqkept";

    /// <summary>In what agencies send over the bus.</summary>
    public const string Sent = "Zqsent";

    private int _number;

    /// <summary>Codes, dates, ids and numbers stay as they are.</summary>
    public string In(string json, string mark) => Rewrite(JsonNode.Parse(json)!, text => $"{text} {Next(mark)}")!.ToJsonString();

    /// <summary>Changes every name and text of a document.</summary>
    public static JsonNode? Rewrite(JsonNode? node, Func<string, string> change) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Rewrite(field.Value, change)))),
        JsonArray items => new JsonArray([.. items.Select(item => Rewrite(item, change))]),
        JsonValue value when value.TryGetValue<string>(out var text) && Words().IsMatch(text) => change(text),
        _ => node?.DeepClone(),
    };

    private string Next(string mark) => string.Create(CultureInfo.InvariantCulture, $"{mark}{++_number:D4}");

    [GeneratedRegex("^[A-Z][a-z]|[A-Za-z] ")]
    private static partial Regex Words();
}
