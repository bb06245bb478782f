using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Maintenance;

/// <summary>The reason for an operation, and the case it is about.</summary>
internal sealed record OperationBody(string Reason, string? CaseId)
{
    private static readonly SchemaValidator OfReason = new(ReasonSchema());
    private static readonly SchemaValidator OfCase = new(CaseSchema());

    public static JsonObject ReasonSchema() => SchemaParts.Closed(new JsonObject { ["reason"] = SchemaParts.LoggedReason() }, "reason");

    public static JsonObject CaseSchema()
    {
        var schema = ReasonSchema();
        schema["properties"]!["caseId"] = SchemaParts.Id("The one case to restart; every case unless given.");
        return schema;
    }

    /// <exception cref="ProblemException">Something is wrong with it.</exception>
    public static OperationBody ReadReason(JsonElement body) => Read(body, OfReason);

    /// <exception cref="ProblemException">Something is wrong with it.</exception>
    public static OperationBody ReadOfCase(JsonElement body) => Read(body, OfCase);

    private static OperationBody Read(JsonElement body, SchemaValidator validator)
    {
        var errors = new ValidationErrors();
        validator.Check(body, "", errors);
        errors.ThrowIfAny();
        string? caseId = null;
        if (body.TryGetProperty("caseId", out var named))
            caseId = Guid.TryParseExact(named.GetString(), "D", out var id)
                ? id.ToString("D")
                : throw new ProblemException(Problems.Validation("/caseId", "must be a case id"));
        return new OperationBody(body.GetProperty("reason").GetString()!, caseId);
    }
}
