using ChildProtection.Domain.Retention;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Retention;

/// <summary>Lists the records due for disposal and takes decisions on them.</summary>
public sealed class DisposalFunctions(Disposals disposals, CaseReader cases, CurrentCaller caller, CaseGate gate, LocalDays days)
{
    [Function("ListDisposals")]
    public async Task<IResult> ListDisposals(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "disposals")] HttpRequest request, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var (status, limit, cursor) = (query.Code<DisposalStatus>("status"), query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        List<DisposalView> visible = [];
        foreach (var disposal in await disposals.ListAsync(cancellation))
        {
            if ((status is null || disposal.Status == status)
                && await cases.FindAsync(disposal.CaseId, cancellation) is { } stored
                && !CasePermissions.IsHidden(caller.Value, stored))
                visible.Add(DisposalView.Of(disposal));
        }

        return new JsonAnswer(Pages.Of(visible, limit, cursor));
    }

    [Function("DecideDisposal")]
    public async Task<IResult> DecideDisposal(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "disposals/{caseId}")] HttpRequest request,
        string caseId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var body = DisposalBody.Read(await JsonBody.ReadAsync(request, cancellation), days.Today());
        var found =
            await disposals.FindAsync(CaseRoute.CaseId(caseId), cancellation)
            ?? throw new ProblemException(
                Problems.NotFound("The record of this case is not proposed for disposal. GET /api/disposals lists those that are."));
        var (asked, lead) = (caller.Value, gate.Case!.State.LeadSocialWorker);
        if (
            DisposalRules.Validate(new DisposalStep(found.Status, found.RecommendedBy, lead), body.Decision, asked.Subject, asked.Roles) is
            { } refusal)
            throw new ProblemException(DisposalProblems.DisposalNotPossible(found.Status, refusal));
        if (body.Decision != DisposalDecision.Decline
            && await disposals.KeepAsync(found.CaseId, days.Today(), cancellation) is { } reason)
            throw new ProblemException(
                DisposalProblems.DisposalNotPossible(
                    found.Status, reason + " The proposal is withdrawn; the system proposes the record again when it may go."));
        var decided = After(found, body, asked.Subject);
        if (!await disposals.DecideAsync(found, decided, cancellation))
            throw new ProblemException(
                DisposalProblems.DisposalNotPossible(
                    found.Status, "Another person decided at the same moment, or the record must be kept. Refresh the list.")
            );
        if (decided.Status == DisposalStatus.Approved)
            await DisposalOperation.StartAsync(client, asked.Subject, days.Now);
        return new JsonAnswer(DisposalView.Of(decided));
    }

    private StoredDisposal After(StoredDisposal found, DisposalBody body, string by) =>
        body.Decision switch
        {
            DisposalDecision.Recommend => found with
            {
                Status = DisposalStatus.Recommended,
                RecommendedBy = by,
                RecommendedReason = body.Reason,
            },
            DisposalDecision.Approve => found with
            {
                Status = DisposalStatus.Approved,
                DecidedBy = by,
                DecidedAt = days.Now,
                Reason = body.Reason,
            },
            _ => found with
            {
                Status = DisposalStatus.Declined,
                DecidedBy = by,
                DecidedAt = days.Now,
                Reason = body.Reason,
                ReviewOn = body.ReviewOn,
            },
        };
}
