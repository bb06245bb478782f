using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Oversight;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;

namespace ChildProtection.Functions.Approvals;

/// <summary>A decision on an approval, read and validated without its case.</summary>
/// <param name="Event">The event for the case.</param>
/// <param name="Data">The words for the record.</param>
internal sealed record ApprovalBody(ApprovalDecided Event, JsonObject Data)
{
    /// <summary>The field of a decision that the path gives.</summary>
    private const string ApprovalIdField = "approvalId";

    private static readonly SchemaValidator Validator = new(Schema());

    /// <summary>The schema of a decision: the event without the id, which the path gives.</summary>
    public static JsonObject Schema()
    {
        var schema = SchemaOf.Record(typeof(ApprovalDecided));
        schema["properties"]!.AsObject().Remove(ApprovalIdField);
        schema["required"] = new JsonArray([
            .. schema["required"]!
                .AsArray()
                .Select(name => name!.GetValue<string>())
                .Where(name => name != ApprovalIdField)
                .Select(name => (JsonNode)name),
        ]);
        schema["properties"]!["reason"]!["maxLength"] = ApprovalRow.MostReason;
        return schema;
    }

    /// <param name="id">The approval, from the path.</param>
    /// <param name="body">As it was sent.</param>
    /// <exception cref="ProblemException">Something is wrong with it: all of that at once.</exception>
    public static ApprovalBody Read(ApprovalId id, JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        var data = JsonObject.Create(body)!;
        data.Insert(0, ApprovalIdField, id.InCase);
        return new ApprovalBody((ApprovalDecided)EventData.Read(data, typeof(ApprovalDecided), ""), data);
    }
}
