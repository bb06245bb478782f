using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Procedures;

/// <summary>Procedure profiles, and due dates straight from them.</summary>
public sealed class ProcedureFunctions(ProcedureCatalogue procedures)
{
    [Function("ListProcedures")]
    public IResult ListProcedures([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "procedures")] HttpRequest request)
    {
        var query = new QueryReader(request);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        return new JsonAnswer(Pages.Of([.. procedures.Newest.Select(View)], limit, cursor));
    }

    [Function("GetProcedure")]
    public IResult GetProcedure(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "procedures/{profileId}")] HttpRequest request,
        string profileId) => new JsonAnswer(View(Profile(request, profileId)));

    [Function("ComputeDueDate")]
    public async Task<IResult> ComputeDueDate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "procedures/{profileId}/due-dates")] HttpRequest request,
        string profileId,
        CancellationToken cancellation)
    {
        var profile = Profile(request, profileId);
        var body = DueDateBody.Read(await JsonBody.ReadAsync(request, cancellation));
        return new JsonAnswer(Compute(profile, body.Parameter, body.AnchorOn));
    }

    private DueDateView Compute(ProcedureProfile profile, string parameter, DateOnly anchorOn)
    {
        try
        {
            var due = ProfileDueDates.Compute(profile, procedures.Calendar(profile.Calendar), parameter, anchorOn);
            return DueDateView.Of(profile[parameter], anchorOn, due);
        }
        catch (ProcedureParameterException fault)
        {
            throw new ProblemException(Problems.Validation("/parameter", fault.Fault == ParameterFault.Unknown
                ? $"is not a parameter of {profile.Id}"
                : "is not a date rule; name a parameter that gives a due date"));
        }
        catch (CalendarException fault)
        {
            throw new ProblemException(Problems.Validation("/anchorOn", fault.Message));
        }
    }

    private ProcedureView View(ProcedureProfile profile) =>
        ProcedureView.Of(profile, [.. procedures.Profiles.Where(other => other.Id == profile.Id).Select(other => other.Version)]);

    private ProcedureProfile Profile(HttpRequest request, string id)
    {
        var query = new QueryReader(request);
        var version = query.Text("version");
        query.Errors.ThrowIfAny();
        if (procedures.FindProfile(id) is null)
            throw new ProblemException(
                Problems.NotFound(
                    "There is no such procedure profile. Choose one of "
                    + $"{string.Join(", ", procedures.Newest.Select(profile => profile.Id))}.")
            );
        return procedures.FindProfile(id, version)
            ?? throw new ProblemException(
                Problems.NotFound(
                    $"There is no such version of {id}. Choose one of "
                    + $"{string.Join(", ", procedures.Profiles.Where(profile => profile.Id == id).Select(profile => profile.Version))}."
                ));
    }
}
