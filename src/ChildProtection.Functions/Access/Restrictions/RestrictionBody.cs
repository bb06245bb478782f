using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>A restriction as a manager asks for it.</summary>
internal sealed record RestrictionBody
{
    /// <summary>As many account ids as stand on a row of every list.</summary>
    private const int MostAllowed = 50;

    private static readonly SchemaValidator Validator = new(Schema());

    public required RestrictionCategory Category { get; init; }

    [Description("Why the case must be kept from others.")]
    public required string Reason { get; init; }

    [MinItems(1)]
    [Description("Account ids of those who know of the case; who restricts it is always one of them.")]
    public required IReadOnlyList<string> Allowed { get; init; }

    public static JsonObject Schema() => SchemaOf.Record(typeof(RestrictionBody));

    /// <exception cref="ProblemException">Something is wrong with it: all of that at once.</exception>
    public static RestrictionBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        var read = body.Deserialize<RestrictionBody>(DomainJson.Record)!;
        return read.Allowed.Count <= MostAllowed
            ? read
            : throw new ProblemException(Problems.Validation("/allowed", $"must not have more than {MostAllowed} items"));
    }
}
