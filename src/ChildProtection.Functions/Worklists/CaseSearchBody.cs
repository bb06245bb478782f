using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore.Lists;

namespace ChildProtection.Functions.Worklists;

/// <summary>What is looked for by name; in a body, so that no name stands in an address that others log.</summary>
internal sealed record CaseSearchBody(IReadOnlyList<NamePart> Words, DateOnly? DateOfBirth, int Limit, string? Cursor)
{
    private const int MaxName = 200;
    private const int MaxCursor = 100;

    private static readonly SchemaValidator Validator = new(Fields());

    public static JsonObject Schema()
    {
        var schema = Fields();
        var limit = schema["properties"]!["limit"]!;
        (limit["minimum"], limit["maximum"], limit["default"]) = (1, QueryReader.MaxLimit, QueryReader.DefaultLimit);
        return schema;
    }

    /// <exception cref="ProblemException">Something is wrong with it: all of that at once.</exception>
    public static CaseSearchBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        var words = NameParts.Words(JsonBody.Text(body, "name") ?? "");
        if (words.Count == 0 && !errors.Any)
            errors.Add("/name", "must have a letter or a digit");
        var limit = LimitIn(body, errors);
        errors.ThrowIfAny();
        DateOnly? born = JsonBody.Text(body, "dateOfBirth") is { } text && TextFormats.TryDate(text, out var date) ? date : null;
        return new CaseSearchBody(words, born, limit, JsonBody.Text(body, "cursor"));
    }

    private static int LimitIn(JsonElement body, ValidationErrors errors)
    {
        if (body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("limit", out var given)
            || given.ValueKind != JsonValueKind.Number
            || !given.TryGetInt32(out var limit))
            return QueryReader.DefaultLimit;
        if (limit is < 1 or > QueryReader.MaxLimit)
            errors.Add("/limit", string.Create(CultureInfo.InvariantCulture, $"must be a number from 1 to {QueryReader.MaxLimit}"));
        return limit;
    }

    private static JsonObject Fields() => SchemaParts.Closed(
        new JsonObject
        {
            ["name"] = new JsonObject
            {
                ["type"] = "string",
                ["format"] = TextFormatAttribute.Name,
                ["minLength"] = 1,
                ["maxLength"] = MaxName,
                ["description"] = "The beginning of any part of a name, or of several parts in any order.",
            },
            ["dateOfBirth"] = new JsonObject
            {
                ["type"] = new JsonArray("string", "null"),
                ["format"] = "date",
                ["description"] = "Leaves out children who are recorded with another date of birth.",
            },
            ["limit"] = new JsonObject { ["type"] = new JsonArray("integer", "null"), ["description"] = "Items on a page." },
            ["cursor"] = new JsonObject
            {
                ["type"] = new JsonArray("string", "null"),
                ["maxLength"] = MaxCursor,
                ["description"] = "The nextCursor of the page before.",
            },
        },
        "name");
}
