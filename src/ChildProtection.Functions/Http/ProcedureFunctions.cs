using System.Text.Json;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Procedures;
using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Http.Bodies;
using ChildProtection.Functions.Http.Validation;
using ChildProtection.Functions.Http.Views;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Http;

/// <summary>Procedure profiles, and due dates straight from them.</summary>
public sealed class ProcedureFunctions
{
    [Function("ListProcedures")]
    public static IResult ListProcedures([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "procedures")] HttpRequest request)
    {
        var query = new QueryReader(request);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        return new JsonAnswer(Pages.Of([.. ProcedureLibrary.All.Select(ProcedureView.Of)], limit, cursor));
    }

    [Function("GetProcedure")]
    public static IResult GetProcedure([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "procedures/{profileId}")] HttpRequest request, string profileId) =>
        new JsonAnswer(ProcedureView.Of(Profile(profileId)));

    [Function("ComputeDueDate")]
    public static async Task<IResult> ComputeDueDate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "procedures/{profileId}/due-dates")] HttpRequest request, string profileId, CancellationToken cancellation)
    {
        var profile = Profile(profileId);
        var body = await JsonBody.ReadAsync(request, cancellation);
        var errors = new ValidationErrors();
        RequestSchemas.DueDateBody.Check(body, "", errors);
        errors.ThrowIfAny();
        return new JsonAnswer(Compute(profile, body.GetProperty("parameter").GetString()!, body.GetProperty("anchorOn").Deserialize<DateOnly>()));
    }

    private static DueDateView Compute(ProcedureProfile profile, string parameter, DateOnly anchorOn)
    {
        try
        {
            var due = ProfileDueDates.Compute(profile, CalendarLibrary.Get(profile.Calendar), parameter, anchorOn);
            return DueDateView.Of(profile[parameter], anchorOn, due);
        }
        catch (ProcedureParameterException fault)
        {
            throw new ProblemException(Problems.Validation("/parameter", fault.Fault == ParameterFault.Unknown
                ? $"is not a parameter of {profile.Id}"
                : "is not a date rule: no due date follows from a day with it"));
        }
        catch (CalendarException fault)
        {
            throw new ProblemException(Problems.Validation("/anchorOn", fault.Message));
        }
    }

    private static ProcedureProfile Profile(string id) => ProcedureLibrary.Find(id)
        ?? throw new ProblemException(Problems.NotFound($"There is no such procedure profile; there are {string.Join(", ", ProcedureLibrary.Ids)}."));
}
