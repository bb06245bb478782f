using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.Holds;

/// <summary>Keeps a record from disposal at any age, for a court, an inquiry or a complaint.</summary>
public sealed class LegalHoldFunctions(LegalHolds holds, CurrentCaller caller, LocalDays days)
{
    private const string Route = "cases/{caseId}/legal-hold";

    [Function("GetLegalHold")]
    public async Task<IResult> GetLegalHold(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = Route)] HttpRequest request,
        string caseId,
        CancellationToken cancellation) => new JsonAnswer(LegalHoldView.Of(await holds.ListAsync(CaseRoute.CaseId(caseId), cancellation)));

    [Function("PutLegalHold")]
    public async Task<IResult> PutLegalHold(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = Route)] HttpRequest request,
        string caseId,
        CancellationToken cancellation)
    {
        var body = LegalHoldBody.Read(await JsonBody.ReadAsync(request, cancellation));
        var id = CaseRoute.CaseId(caseId);
        var role = caller.Value.Roles.Contains(Role.HeadOfService) ? Role.HeadOfService : Role.ServiceManager;
        if (!body.Held && role != Role.HeadOfService && await holds.StandingAsync(id, cancellation) is { SetAs: Role.HeadOfService })
            throw new ProblemException(
                Problems.Forbidden("A head of service set this hold, and only a head of service may lift it. Ask one to do so."));
        // A repetition changes nothing and shows the present hold.
        return await holds.ChangeAsync(id, body.Held, caller.Value.Subject, role, body.Reason, days.Now, cancellation) is null
            ? throw new ProblemException(CaseRoute.UnknownCase())
            : new JsonAnswer(LegalHoldView.Of(await holds.ListAsync(id, cancellation)));
    }
}
