using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>What a second manager says of a restriction.</summary>
internal enum RestrictionAnswer
{
    Agree,
    Decline,
}

/// <summary>A second manager agrees to a restriction, or declines it.</summary>
internal sealed record RestrictionDecisionBody
{
    private static readonly SchemaValidator Validator = new(Schema());

    [Description("To decline ends the restriction, or brings the one before it back.")]
    public required RestrictionAnswer Decision { get; init; }

    [Description("The change that you read, as the restriction shows it. To agree, it must be the newest.")]
    public required int Change { get; init; }

    public static JsonObject Schema() => SchemaOf.Record(typeof(RestrictionDecisionBody));

    /// <exception cref="ProblemException">The body is invalid; the problem names every fault.</exception>
    public static RestrictionDecisionBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        return body.Deserialize<RestrictionDecisionBody>(DomainJson.Record)!;
    }
}
