using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Http.Validation;
using ChildProtection.Functions.Storage;

namespace ChildProtection.Functions.Http.Bodies;

/// <summary>A decision on an approval, read and valid in itself.</summary>
/// <param name="Event">What the case decides on.</param>
/// <param name="Data">What the record keeps.</param>
internal sealed record ApprovalBody(ApprovalDecided Event, JsonObject Data)
{
    /// <param name="id">The approval, from the path.</param>
    /// <param name="body">As it was sent.</param>
    /// <exception cref="ProblemException">Something is wrong with it: all of that at once.</exception>
    public static ApprovalBody Read(ApprovalId id, JsonElement body)
    {
        var errors = new ValidationErrors();
        RequestSchemas.DecisionBody.Check(body, "", errors);
        errors.ThrowIfAny();
        var data = JsonObject.Create(body)!;
        data.Insert(0, RequestSchemas.ApprovalIdField, id.InCase);
        return new ApprovalBody((ApprovalDecided)EventData.Read(data, typeof(ApprovalDecided), ""), data);
    }
}
