using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>An instruction for a dead letter.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Reason">Why, for the access log.</param>
/// <param name="Corrected">The corrected body, which is proposed; null to send the original.</param>
/// <param name="Proposal">The proposal that is agreed to or declined.</param>
internal sealed record DeadLetterBody(string Action, string Reason, JsonElement? Corrected, string? Proposal)
{
    public const string Redrive = "redrive";
    public const string Discard = "discard";
    public const string Agree = "agree";
    public const string Decline = "decline";

    private static readonly SchemaValidator Validator = new(Schema());

    /// <summary>It answers a proposal.</summary>
    public bool Decides => Action is Agree or Decline;

    public static JsonObject Schema() =>
        SchemaParts.Closed(
            new JsonObject
            {
                ["action"] = new JsonObject { ["enum"] = new JsonArray(Redrive, Discard, Agree, Decline) },
                ["reason"] = SchemaParts.LoggedReason(),
                ["body"] = new JsonObject
                {
                    ["type"] = "object",
                    ["description"] =
                        "The corrected CloudEvent; the original unless given. It is sent once a second person agrees. "
                    + "Type, subject, id and source stay. In a notification only the data may differ.",
                },
                ["proposal"] = SchemaParts.Id("The proposal to agree to or to decline, as the message shows it."),
            },
            "action",
            "reason");

    /// <exception cref="ProblemException">Something is wrong with it.</exception>
    public static DeadLetterBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        var read = new DeadLetterBody(
            body.GetProperty("action").GetString()!,
            body.GetProperty("reason").GetString()!,
            body.TryGetProperty("body", out var corrected) ? corrected : null,
            JsonBody.Text(body, "proposal"));
        if (read.Corrected is not null && read.Action != Redrive)
            errors.Add("/body", "must be absent unless the action is redrive");
        if (read.Decides != (read.Proposal is not null))
            errors.Add("/proposal", read.Decides ? "is required: which proposal you decide on" : "must be absent unless you decide on one");
        errors.ThrowIfAny();
        return read;
    }
}
