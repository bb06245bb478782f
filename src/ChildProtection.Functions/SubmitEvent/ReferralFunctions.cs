using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Lifecycle;
using ChildProtection.Domain.Transfer;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Limits;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Procedures;
using ChildProtection.Functions.RecordStore;
using ChildProtection.Functions.Teams;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.SubmitEvent;

/// <summary>Opens a case for a referral, or for another authority's notice that a child moves here.</summary>
public sealed class ReferralFunctions(
    EventSubmission intake,
    DryRuns dryRuns,
    SubmissionAnswers answers,
    CaseReader cases,
    CurrentCaller caller,
    CaseGate gate,
    LocalDays days,
    TeamDirectory teams,
    SubmissionQuota quota)
{
    [Function("OpenCase")]
    public async Task<IResult> OpenCase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "referrals")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        var sent = await SentRequest.ReadAsync(request, cancellation);
        return await OpenAsync(request, sent, ReferralBody.Read(sent.Body, days, Team), client, cancellation);
    }

    [Function("OpenTransferIn")]
    public async Task<IResult> OpenTransferIn(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "transfers-in")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        gate.RequireOpen(EventCatalogue.Of<TransferInNotified>());
        var sent = await SentRequest.ReadAsync(request, cancellation);
        return await OpenAsync(request, sent, ReferralBody.ReadTransfer(sent.Body, days, Team), client, cancellation);
    }

    private OpeningTeam Team => new(teams.Current, ByAgency: caller.Value.Agency is not null);

    private async Task<IResult> OpenAsync(
        HttpRequest request, SentRequest sent, ReferralBody body, DurableTaskClient client, CancellationToken cancellation)
    {
        var isDry = QueryParameters.IsDryRun(request);
        quota.TakeAgency(caller.Value.Agency);
        var caseId = CaseIds.Of(caller.Value.Subject, sent.Key);
        var type = EventCatalogue.Of(body.Opening);
        if (body.TeamFault is { } fault && await cases.FindEventAsync(caseId, caller.Value.Subject, sent.Key, cancellation) is null)
            throw new ProblemException(Problems.Validation(OpeningTeam.Pointer, fault));
        if (isDry)
        {
            var foreseer = gate.OpensAs(type);
            await gate.LogForeseenAsync(((IOpensCase)body.Opening).Child.LocalId, foreseer, type, cancellation);
            var foreseen = sent.Raise(body.ReceivedOn, caller.Value.As(foreseer), body.Opening, body.Data);
            var result = await dryRuns.OfReferralAsync(caseId, foreseen, body.ReceivedAt, caller.Value.AsReader, cancellation);
            return await answers.OfReferralAsync(result, caller.Value, cancellation);
        }

        var role = await gate.LogOpenAsync(caseId, await cases.FindAsync(caseId, cancellation), type);
        var referral = sent.Raise(body.ReceivedOn, caller.Value.As(role), body.Opening, body.Data);
        return await answers.OfReferralAsync(
            await intake.OpenAsync(referral, body.ReceivedAt, client, cancellation), caller.Value, cancellation);
    }
}
