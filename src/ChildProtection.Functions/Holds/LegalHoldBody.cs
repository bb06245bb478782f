using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Holds;

/// <summary>Sets a hold on a case's record, or lifts it.</summary>
internal sealed record LegalHoldBody
{
    private static readonly SchemaValidator Validator = new(Schema());

    [Description("Whether the record must be kept from now on, at any age.")]
    public required bool Held { get; init; }

    [Description("Why the record must be kept, or need no longer be kept.")]
    public required string Reason { get; init; }

    public static JsonObject Schema() => SchemaOf.Record(typeof(LegalHoldBody));

    /// <exception cref="ProblemException">The body is invalid.</exception>
    public static LegalHoldBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        var read = body.Deserialize<LegalHoldBody>(DomainJson.Record)!;
        RecordReason.Check(read.Reason, errors);
        errors.ThrowIfAny();
        return read;
    }
}
