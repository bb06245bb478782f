using System.Text.Json;
using System.Text.Json.Nodes;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Procedures;

/// <summary>A date rule of a profile, and the day it counts from.</summary>
internal sealed record DueDateBody(string Parameter, DateOnly AnchorOn)
{
    private static readonly SchemaValidator Validator = new(Schema());

    public static JsonObject Schema() => SchemaParts.Closed(
        new JsonObject
        {
            ["parameter"] = SchemaParts.Id("The name of a date rule among the profile's parameters."),
            ["anchorOn"] = SchemaParts.Date("The day it counts from: day 0."),
        },
        "parameter", "anchorOn");

    /// <exception cref="ProblemException">Something is wrong with it: all of that at once.</exception>
    public static DueDateBody Read(JsonElement body)
    {
        var errors = new ValidationErrors();
        Validator.Check(body, "", errors);
        errors.ThrowIfAny();
        return new DueDateBody(body.GetProperty("parameter").GetString()!, body.GetProperty("anchorOn").Deserialize<DateOnly>());
    }
}
