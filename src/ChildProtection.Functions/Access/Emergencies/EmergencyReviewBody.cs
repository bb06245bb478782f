using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Access.Emergencies;

/// <summary>What a manager says of an emergency access.</summary>
internal sealed record EmergencyReviewBody
{
    private static readonly SchemaValidator Validator = new(Schema());

    [Description("Whether there was an emergency, and the reader had to read the case.")]
    public required bool Justified { get; init; }

    [Description("What was found, and what follows.")]
    public string? Remark { get; init; }

    public static JsonObject Schema() => SchemaOf.Record(typeof(EmergencyReviewBody));

    /// <exception cref="ProblemException">The body is invalid; the problem names every fault.</exception>
    public static EmergencyReviewBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        return body.Deserialize<EmergencyReviewBody>(DomainJson.Record)!;
    }
}
