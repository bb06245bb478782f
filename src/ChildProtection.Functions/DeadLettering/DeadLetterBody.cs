using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>An administrator's instruction for a dead letter.</summary>
internal sealed record DeadLetterBody(string Action, string Reason, JsonElement? Corrected)
{
    public const string Redrive = "redrive";
    public const string Discard = "discard";

    private static readonly SchemaValidator Validator = new(Schema());

    public static JsonObject Schema() =>
        SchemaParts.Closed(
            new JsonObject
            {
                ["action"] = new JsonObject { ["enum"] = new JsonArray(Redrive, Discard) },
                ["reason"] = SchemaParts.LoggedReason(),
                ["body"] = new JsonObject
                {
                    ["type"] = "object",
                    ["description"] =
                        "The corrected CloudEvent; the original unless given. An event that is stored already needs a new id. "
                    + "In a notification only the data may differ.",
                },
            },
            "action",
            "reason");

    /// <exception cref="ProblemException">Something is wrong with it.</exception>
    public static DeadLetterBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        var (action, reason) = (body.GetProperty("action").GetString()!, body.GetProperty("reason").GetString()!);
        if (!body.TryGetProperty("body", out var corrected))
            return new DeadLetterBody(action, reason, null);
        return action == Redrive
            ? new DeadLetterBody(action, reason, corrected)
            : throw new ProblemException(Problems.Validation("/body", "must be absent when the action is discard"));
    }
}
