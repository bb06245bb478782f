using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Holds;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Retention;

/// <summary>A decision on a record that is proposed for disposal.</summary>
internal sealed record DisposalBody
{
    private static readonly SchemaValidator Validator = new(Schema());

    public required DisposalDecision Decision { get; init; }

    [Description("The reason. It is destroyed with the record: the tombstone keeps who decided, not the words.")]
    public required string Reason { get; init; }

    [Description("To decline: the day from which it may be proposed again.")]
    public DateOnly? ReviewOn { get; init; }

    public static JsonObject Schema() => SchemaOf.Record(typeof(DisposalBody));

    /// <exception cref="ProblemException">Something is wrong with it: all of that at once.</exception>
    public static DisposalBody Read(JsonElement body, DateOnly today)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        var read = body.Deserialize<DisposalBody>(DomainJson.Record)!;
        RecordReason.Check(read.Reason, errors);
        if (read.Decision == DisposalDecision.Decline && !(read.ReviewOn > today))
            errors.Add("/reviewOn", "must be a day after today when the decision is decline");
        if (read.Decision != DisposalDecision.Decline && read.ReviewOn is not null)
            errors.Add("/reviewOn", "must be absent unless the decision is decline");
        errors.ThrowIfAny();
        return read;
    }
}
