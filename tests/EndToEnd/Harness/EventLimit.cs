using System.Globalization;
using System.Text.Json.Nodes;

namespace EndToEnd.Harness;

/// <summary>A place in an event's data that its schema bounds.</summary>
/// <param name="Type">The event's type.</param>
/// <param name="Pointer">As errors name it.</param>
/// <param name="Example">A body that gives something there.</param>
/// <param name="Schema">Of the value.</param>
/// <param name="Agency">Who raises it.</param>
internal sealed record EventLimit(string Type, string Pointer, JsonObject Example, JsonObject Schema, Person Agency)
{
    /// <summary>A letter of one, three and four bytes.</summary>
    public static IReadOnlyList<string> Scripts { get; } = ["a", "த", "🙂"];

    public string Script { get; init; } = Scripts[0];

    private bool IsDate => Schema["format"]?.ToString() == "date";

    /// <summary>Ids take letters alone.</summary>
    private string Letter => Schema["format"]?.ToString() is "id" or "localId" ? Scripts[0] : Script;

    /// <summary>What the refusal must name.</summary>
    public string Bound => IsDate ? "1900 to 2199" : Number.ToString(CultureInfo.InvariantCulture);

    private int Number => (Schema["maxLength"] ?? Schema["maxItems"] ?? Schema["maximum"])!.GetValue<int>();

    private string Kind => IsDate ? "date" : Schema["maxLength"] is not null ? "text" : Schema["maxItems"] is not null ? "list" : "number";

    /// <summary>The first texts, lists, numbers and dates that the example gives.</summary>
    public static IEnumerable<EventLimit> Of(string type, JsonObject example, JsonObject data, Person agency) =>
        In("/data", example["data"] ?? new JsonObject(), data)
            .Select(place => new EventLimit(type, place.Pointer, example, place.Schema, agency))
            .GroupBy(limit => limit.Kind)
            .SelectMany(kind => kind.Take(2));

    /// <summary>The example with a value there at its bound, or beyond it.</summary>
    public JsonObject Body(int beyond)
    {
        var body = Example.DeepClone().AsObject();
        JsonNode at = body;
        var steps = Pointer.Split('/')[1..];
        foreach (var step in steps[..^1])
            at = at is JsonArray list ? list[int.Parse(step, CultureInfo.InvariantCulture)]! : at[step]!;
        if (at is JsonArray items)
            items[int.Parse(steps[^1], CultureInfo.InvariantCulture)] = Value(items[0]!, beyond);
        else
            at[steps[^1]] = Value(at[steps[^1]]!, beyond);
        return body;
    }

    public override string ToString() => $"{Type} {Pointer}";

    private JsonNode Value(JsonNode given, int beyond) => Kind switch
    {
        "date" => beyond == 0 ? "1900-01-01" : "1899-12-31",
        "text" => string.Concat(Enumerable.Repeat(Letter, Number + beyond)),
        "list" => new JsonArray([.. Enumerable.Repeat(given[0], Number + beyond).Select(item => item!.DeepClone())]),
        _ => Number + beyond,
    };

    private static IEnumerable<(string Pointer, JsonObject Schema)> In(string pointer, JsonNode given, JsonObject schema)
    {
        if (schema["maxLength"] is not null || schema["maximum"] is not null || schema["format"]?.ToString() == "date")
            yield return (pointer, schema);
        if (given is JsonArray { Count: > 0 } list && schema["items"] is JsonObject items)
        {
            yield return (pointer, schema);
            foreach (var place in In(pointer + "/0", list[0]!, items))
                yield return place;
        }

        foreach (var (name, field) in schema["properties"]?.AsObject() ?? [])
            if (given[name] is { } value)
                foreach (var place in In($"{pointer}/{name}", value, field!.AsObject()))
                    yield return place;
    }
}
