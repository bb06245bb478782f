using System.Globalization;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Tests.Platform.Http;

namespace ChildProtection.Functions.Tests.SubmitEvent.Limits;

/// <summary>A place in a body that has a bound.</summary>
/// <param name="Pointer">As errors name it.</param>
/// <param name="Value">The schema of what stands there.</param>
internal sealed record Limit(string Pointer, JsonObject Value)
{
    private string? Type => Value["type"] is JsonArray types ? types[0]!.GetValue<string>() : Value["type"]?.GetValue<string>();

    public bool IsText => Type == "string" && Value["format"]?.GetValue<string>() is null or TextFormatAttribute.Name;

    public bool IsId => Value["format"]?.GetValue<string>() == "id";

    public bool IsDate => Value["format"]?.GetValue<string>() is "date" or "date-time";

    /// <summary>Every place within a schema that could be too long, too many or too large.</summary>
    public static IEnumerable<Limit> In(JsonObject schema, string pointer = "")
    {
        var limit = new Limit(pointer, schema);
        if (schema["enum"] is null && limit.Type is "string" or "integer" or "array")
            yield return limit;
        foreach (var (name, value) in schema["properties"]?.AsObject() ?? [])
            foreach (var inner in In(value!.AsObject(), $"{pointer}/{name}"))
                yield return inner;
        if (schema["items"] is JsonObject items)
            foreach (var inner in In(items, pointer + "/0"))
                yield return inner;
    }

    /// <summary>What its schema says of its bounds; none where it says nothing.</summary>
    public IEnumerable<int> Bounds => (Type switch
    {
        "string" => (string[])["maxLength"],
        "array" => ["maxItems"],
        _ => ["minimum", "maximum"],
    }).Select(keyword => Value[keyword]).OfType<JsonValue>().Select(bound => bound.GetValue<int>());

    /// <summary>Whether a body says something there.</summary>
    public bool IsGiven(JsonObject body)
    {
        JsonNode? at = body;
        foreach (var step in Pointer.Split('/')[1..])
            at = at is JsonArray list ? list.FirstOrDefault() : (at as JsonObject)?[step];
        return at is not null;
    }

    /// <summary>The values that are just taken.</summary>
    public IEnumerable<JsonNode> Within(Script script) => IsDate ? Dates("1900-01-01", "2199-12-31") : Values(script, beyond: 0);

    /// <summary>Values one beyond the bound, each with what the refusal must name.</summary>
    public IEnumerable<(JsonNode Value, string Named)> Beyond(Script script) => IsDate
        ? Dates("1899-12-31", "2200-01-01").Select(date => (date, "1900 to 2199"))
        : Values(script, beyond: 1).Zip(Bounds, (value, bound) => (value, bound.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A body with that value at the place; what leads there is made as small as it can be.</summary>
    public JsonObject Put(JsonObject body, JsonObject schema, JsonNode value)
    {
        var changed = body.DeepClone().AsObject();
        JsonNode at = changed;
        var steps = Pointer.Split('/')[1..];
        foreach (var (index, step) in steps.Index())
        {
            schema = step == "0" ? schema["items"]!.AsObject() : schema["properties"]![step]!.AsObject();
            var last = index == steps.Length - 1;
            if (at is JsonArray list)
            {
                if (list.Count == 0)
                    list.Add(SchemaSamples.Smallest(schema));
                if (last || list[0] is null)
                    list[0] = last ? value.DeepClone() : SchemaSamples.Smallest(schema);
                at = list[0]!;
            }
            else
            {
                if (last || at[step] is null)
                    at[step] = last ? value.DeepClone() : SchemaSamples.Smallest(schema);
                at = at[step]!;
            }
        }

        return changed;
    }

    private IEnumerable<JsonNode> Dates(string first, string last) =>
        Value["format"]!.GetValue<string>() == "date" ? [first, last] : [first + "T12:00:00Z", last + "T12:00:00Z"];

    private IEnumerable<JsonNode> Values(Script script, int beyond) => Type switch
    {
        "string" => [script.Repeat(Bounds.Single() + beyond)],
        "array" => [new JsonArray([.. Enumerable.Range(0, Bounds.Single() + beyond).Select(_ => Item())])],
        _ => [Bounds.First() - beyond, Bounds.Last() + beyond],
    };

    private JsonNode Item() => SchemaSamples.Smallest(Value["items"]!.AsObject());
}
