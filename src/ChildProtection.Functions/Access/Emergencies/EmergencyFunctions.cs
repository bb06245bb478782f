using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Access.Emergencies;

/// <summary>Shows who read a case in an emergency, and takes a manager's acknowledgement.</summary>
public sealed partial class EmergencyFunctions(
    EmergencyAccesses accesses, CurrentCaller caller, LocalDays days, ILogger<EmergencyFunctions> logger)
{
    [Function("GetEmergencyAccesses")]
    public async Task<IResult> GetEmergencyAccesses(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "cases/{caseId}/emergency-accesses")] HttpRequest request,
        string caseId,
        CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var (limit, cursor) = (query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var found = await accesses.ListAsync(CaseRoute.CaseId(caseId), cancellation);
        return new JsonAnswer(Pages.Of([.. found.Select(EmergencyAccessView.Of)], limit, cursor));
    }

    [Function("AcknowledgeEmergencyAccess")]
    public async Task<IResult> AcknowledgeEmergencyAccess(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "cases/{caseId}/emergency-accesses/{accessId}")] HttpRequest request,
        string caseId,
        string accessId,
        CancellationToken cancellation)
    {
        var body = EmergencyReviewBody.Read(await JsonBody.ReadAsync(request, cancellation));
        var (id, by) = (CaseRoute.CaseId(caseId), caller.Value.Subject);
        if (EmergencyAccess.IsOf(accessId, by))
            throw new ProblemException(Problems.Forbidden("You read the case yourself. Another manager must acknowledge that."));
        var review = new EmergencyReview(by, days.Now, body.Justified, body.Remark);
        if (await accesses.ReviewAsync(id, accessId, review, cancellation) is not { } reviewed)
            throw new ProblemException(Problems.NotFound("There is no such emergency access to this case. Check its id."));
        if (reviewed.Review is { Justified: false })
            Unjustified(id, reviewed.Reader, by);
        return new JsonAnswer(EmergencyAccessView.Of(reviewed));
    }

    [LoggerMessage(
        1,
        LogLevel.Warning,
        "Case {CaseId}: the emergency access of {Reader} was not justified, says {Manager}. Treat it as a breach.",
        EventName = "EmergencyNotJustified")]
    private partial void Unjustified(string caseId, string reader, string manager);
}
