using ChildProtection.Domain.Cases;
using ChildProtection.Functions.Http.Bodies;
using ChildProtection.Functions.Intake;
using ChildProtection.Functions.Security;
using ChildProtection.Functions.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace ChildProtection.Functions.Http;

/// <summary>A referral opens a case.</summary>
public sealed class ReferralFunctions(CaseIntake intake, IntakeAnswers answers, CaseReader cases, CurrentCaller caller, CaseGate gate, LocalDays days)
{
    [Function("OpenCase")]
    public async Task<IResult> OpenCase(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "referrals")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        var sent = await SentRequest.ReadAsync(request, cancellation);
        var body = ReferralBody.Read(sent.Body, days);
        var caseId = CaseIds.Of(caller.Value.Subject, sent.Key);
        await gate.LogOpenAsync(caseId, await cases.FindAsync(caseId, cancellation), EventCatalogue.Of(body.Referral));
        var referral = sent.Raise(body.ReceivedOn, caller.Value.ActorFor(EventCatalogue.Of(body.Referral)), body.Referral, body.Data);
        return await answers.OfReferralAsync(await intake.OpenAsync(referral, body.ReceivedAt, client, cancellation), caller.Value, cancellation);
    }
}
