using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;

namespace ChildProtection.Functions.Access.Restrictions;

/// <summary>A manager's request for a restriction.</summary>
internal sealed record RestrictionBody
{
    /// <summary>As many account ids as fit on a row of every list.</summary>
    private const int MostAllowed = 50;

    private static readonly SchemaValidator Validator = new(Schema());

    public required RestrictionCategory Category { get; init; }

    [Description("Why the case must be kept from others.")]
    public required string Reason { get; init; }

    [MinItems(1)]
    [MaxItems(MostAllowed)]
    [Description("Account ids that may see the case; the caller's own is always one of them.")]
    public required IReadOnlyList<string> Allowed { get; init; }

    public static JsonObject Schema() => SchemaOf.Record(typeof(RestrictionBody));

    /// <exception cref="ProblemException">The body is invalid; the problem names every fault.</exception>
    public static RestrictionBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        var read = body.Deserialize<RestrictionBody>(DomainJson.Record)!;
        foreach (var (index, account) in read.Allowed.Index())
        {
            if (account == CaseReaderAccount.HeadsOfService)
                errors.Add($"/allowed/{index}", "must be an account id; heads of service see the case until a second manager agrees");
        }

        errors.ThrowIfAny();
        return read;
    }
}
