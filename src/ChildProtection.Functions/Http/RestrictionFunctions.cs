using ChildProtection.Functions.Http.Answers;
using ChildProtection.Functions.Http.Bodies;
using ChildProtection.Functions.Http.Views;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Http;

/// <summary>A case is kept from almost everybody, and given back.</summary>
public sealed class RestrictionFunctions(CaseRestrictions restrictions, CurrentCaller caller, LocalDays days)
{
    private const int ReviewAfterDays = 90;

    [Function("GetRestriction")]
    public async Task<IResult> GetRestriction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/restriction")] HttpRequest request, string caseId, CancellationToken cancellation) =>
        await restrictions.FindAsync(CaseRoute.CaseId(caseId), cancellation) is { } found
            ? new JsonAnswer(RestrictionView.Of(found))
            : throw new ProblemException(Problems.NotFound("The case is not restricted."));

    [Function("PutRestriction")]
    public async Task<IResult> PutRestriction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "cases/{caseId}/restriction")] HttpRequest request, string caseId, CancellationToken cancellation)
    {
        var body = RestrictionBody.Read(await JsonBody.ReadAsync(request, cancellation));
        var restriction = new Restriction
        {
            Category = body.Category,
            Reason = body.Reason,
            Approver = caller.Value.Subject,
            ApprovedAt = days.Now,
            ReviewOn = days.Today().AddDays(ReviewAfterDays),
            // Without its approver nobody might be left who can lift it.
            Allowed = [.. body.Allowed.Append(caller.Value.Subject).Distinct(StringComparer.Ordinal)],
        };
        await restrictions.PutAsync(CaseRoute.CaseId(caseId), restriction, cancellation);
        return new JsonAnswer(RestrictionView.Of(restriction));
    }

    [Function("DeleteRestriction")]
    public async Task<IResult> DeleteRestriction(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "cases/{caseId}/restriction")] HttpRequest request, string caseId, CancellationToken cancellation)
    {
        await restrictions.DeleteAsync(CaseRoute.CaseId(caseId), cancellation);
        return Results.NoContent();
    }
}
