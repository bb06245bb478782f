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

    private static readonly SchemaValidator Validator = new(Schema());

    public static JsonObject Schema() => SchemaParts.Closed(
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
            ["limit"] = new JsonObject
            {
                ["type"] = new JsonArray("integer", "null"),
                ["minimum"] = 1,
                ["maximum"] = QueryReader.MaxLimit,
                ["default"] = QueryReader.DefaultLimit,
                ["description"] = "Items on a page.",
            },
            ["cursor"] = new JsonObject
            {
                ["type"] = new JsonArray("string", "null"),
                ["maxLength"] = MaxCursor,
                ["description"] = "The nextCursor of the page before.",
            },
        },
        "name");

    /// <exception cref="ProblemException">Something is wrong with it: all of that at once.</exception>
    public static CaseSearchBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        var words = NameParts.Words(JsonBody.Text(body, "name") ?? "");
        if (words.Count == 0 && !errors.Any)
            errors.Add("/name", "must have a letter or a digit");
        errors.ThrowIfAny();
        DateOnly? born = JsonBody.Text(body, "dateOfBirth") is { } text && TextFormats.TryDate(text, out var date) ? date : null;
        return new CaseSearchBody(words, born, LimitIn(body), JsonBody.Text(body, "cursor"));
    }

    private static int LimitIn(JsonElement body) =>
        body.TryGetProperty("limit", out var given) && given.ValueKind == JsonValueKind.Number
            ? given.GetInt32()
            : QueryReader.DefaultLimit;
}
