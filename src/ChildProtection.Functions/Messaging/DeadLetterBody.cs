using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Http.Validation;

namespace ChildProtection.Functions.Messaging;

/// <summary>What an administrator wants done with a dead letter.</summary>
internal sealed record DeadLetterBody(string Action, string Reason, BinaryData? Corrected, string? Subject)
{
    public const string Redrive = "redrive";
    public const string Discard = "discard";

    private static readonly SchemaValidator Validator = new(Schema());

    public static JsonObject Schema() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["action"] = new JsonObject { ["enum"] = new JsonArray(Redrive, Discard) },
            ["reason"] = new JsonObject { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = 500, ["description"] = "Why, for the access log." },
            ["body"] = new JsonObject { ["type"] = "object", ["description"] = "The corrected CloudEvent, with a new id when the event was stored already; as it was sent unless given." },
        },
        ["required"] = new JsonArray("action", "reason"),
        ["additionalProperties"] = false,
    };

    /// <exception cref="ProblemException">Something is wrong with it.</exception>
    public static DeadLetterBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        var action = body.GetProperty("action").GetString()!;
        if (!body.TryGetProperty("body", out var corrected))
            return new DeadLetterBody(action, body.GetProperty("reason").GetString()!, null, null);
        if (action == Discard)
            throw new ProblemException(Problems.Validation("/body", "must be left out to discard"));
        var subject = corrected.TryGetProperty("subject", out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        return subject is { Length: > 0 and <= 128 }
            ? new DeadLetterBody(action, body.GetProperty("reason").GetString()!, BinaryData.FromString(corrected.GetRawText()), subject)
            : throw new ProblemException(Problems.Validation("/body/subject", "is required: a case id, or child/{localId}"));
    }
}
