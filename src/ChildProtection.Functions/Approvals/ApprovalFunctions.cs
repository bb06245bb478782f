using System.Text.Json;
using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Oversight;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.CaseFile;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.SubmitEvent;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Approvals;

/// <summary>Lists approvals and takes decisions on them.</summary>
public sealed class ApprovalFunctions(
    ApprovalReader approvals,
    CaseReader cases,
    EventSubmission intake,
    SubmissionAnswers answers,
    CurrentCaller caller,
    CaseGate gate,
    LocalDays days)
{
    private static readonly EventDefinition Decision = EventCatalogue.Of<ApprovalDecided>();

    [Function("ListApprovals")]
    public async Task<IResult> ListApprovals(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "approvals")] HttpRequest request, CancellationToken cancellation)
    {
        var query = new QueryReader(request);
        var team = TeamScope.Of(caller.Value, query.Text("team")) ?? query.OwnTeam(caller.Value);
        var (status, limit, cursor) = (query.Code<ApprovalStatus>("status") ?? ApprovalStatus.Open, query.Limit(), query.Text("cursor"));
        query.Errors.ThrowIfAny();
        var listed = await approvals.ListAsync(
            new ApprovalQuery
            {
                Team = team!,
                Reader = caller.Value.AsReader,
                Status = status,
                Limit = limit,
                Cursor = cursor,
            },
            cancellation);
        // A case is read when it is shown, so that its lead is who may not decide now.
        var shown = await Task.WhenAll(
            listed.Items.Select(one => one.Id.CaseId).Distinct().Select(caseId => cases.FindAsync(caseId, cancellation)));
        var byId = shown.OfType<StoredCase>().ToDictionary(one => one.State.CaseId);
        return new JsonAnswer(Pages.Of(listed, one => View(one, byId.GetValueOrDefault(one.Id.CaseId))));
    }

    [Function("DecideApproval")]
    public async Task<IResult> DecideApproval(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "approvals/{approvalId}")] HttpRequest request,
        string approvalId,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var id = ApprovalId.Parse(approvalId) ?? throw new ProblemException(Unknown());
        var sent = await SentRequest.ReadAsync(request, cancellation);
        gate.RequireRaise(Decision);
        var body = ApprovalBody.Read(id, sent.Body);
        var found = await NeedAsync(id, cancellation);
        var decider = DeciderOf(found.Approval);
        await gate.LogRaiseAsync(id.CaseId, Decision, decider.Role!.Value);
        // The path has the id, so the same key for another approval is another request.
        var decided = (sent with { Body = JsonSerializer.SerializeToElement(body.Data) }).Raise(
            days.Today(gate.Case!.State.Profile.Id), decider, body.Event, body.Data);
        var result = await intake.RaiseAsync(id.CaseId, decided, client, cancellation);
        if (result is Decided { Event.Status: EventStatus.Accepted })
            return new JsonAnswer(View(await NeedAsync(id, cancellation), gate.Case));
        if (IsNotAllowed(result) && await NeedAsync(id, cancellation) is { Approval.Status: not ApprovalStatus.Open } ended)
            throw new ProblemException(ApprovalProblems.AlreadyDecided(ended.Approval));
        return await answers.OfEventAsync(result, cancellation);
    }

    /// <summary>
    /// The caller in the role that may decide, by the present token: a caller who has lost the role is refused, even with a used key. The
    /// case itself decides on an ended approval, because it knows whether the key is a repetition.
    /// </summary>
    private StoredActor DeciderOf(Approval approval)
    {
        var asked = caller.Value;
        var state = gate.Case!.State;
        var refusals = asked.Roles.Select(role => (Role: role, Refusal: ApprovalRules.Validate(state, approval, role))).ToArray();
        var able = refusals.Where(one => one.Refusal is null).Select(one => (Role?)one.Role).FirstOrDefault();
        if (able is not { } role)
            throw new ProblemException(Problems.Forbidden(refusals[0].Refusal!.Reason));
        return OwnDuty.WhyNot(state, approval, asked) is { } own
            ? throw new ProblemException(SubmissionProblems.EventNotAllowed(state.Stage, own, ApprovalBars.Rule, []))
            : new StoredActor(asked.Subject, asked.Name, role, asked.Agency) { Team = asked.Team };
    }

    private static bool IsNotAllowed(SubmissionResult result) => result
        is RejectedBeforeStorage { Rejection.Kind: RejectionKind.NotAllowed }
        or Decided { Event: { Status: EventStatus.Rejected, Field: null } };

    private async Task<StoredApproval> NeedAsync(ApprovalId id, CancellationToken cancellation) =>
        await approvals.FindAsync(id, cancellation) ?? throw new ProblemException(Unknown());

    private ApprovalView View(StoredApproval stored, StoredCase? about) => ApprovalView.Of(stored, about, caller.Value, days.Today());

    private static Problem Unknown() => Problems.NotFound("There is no such approval, or you may not see it. Check the approval id.");
}
