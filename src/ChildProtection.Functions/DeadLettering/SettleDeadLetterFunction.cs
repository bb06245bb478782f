using ChildProtection.Domain.Kernel;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace ChildProtection.Functions.DeadLettering;

/// <summary>
/// Sends a dead letter again or discards it. A corrected one goes out when a second person agrees, and one of the two must be able to read
/// what it says.
/// </summary>
public sealed class SettleDeadLetterFunction(LetterGate gate, Redrives redrives, Proposals proposals, CurrentCaller caller)
{
    [Function("SettleDeadLetter")]
    public async Task<IResult> SettleDeadLetter(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "dead-letters/{id}")] HttpRequest request,
        string id,
        CancellationToken cancellation)
    {
        var admitted = await gate.FindAsync(id, cancellation);
        var wanted = DeadLetterBody.Read(await JsonBody.ReadAsync(request, cancellation));
        var outcome = wanted switch
        {
            { Decides: true } => await DecideAsync(admitted, wanted, cancellation),
            { Corrected: not null } => await ProposeAsync(admitted, wanted, cancellation),
            _ => await SettleAsync(admitted, wanted, cancellation),
        };
        return new JsonAnswer(
            new DeadLetterDoneView { Id = id, Action = wanted.Action, Outcome = outcome },
            outcome is DeadLetterOutcome.Proposed or DeadLetterOutcome.Agreed ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    /// <summary>Nothing is changed in it, so one administrator is enough.</summary>
    private async Task<DeadLetterOutcome> SettleAsync(AdmittedLetter admitted, DeadLetterBody wanted, CancellationToken cancellation)
    {
        if (!caller.Value.Roles.Contains(Role.Administrator))
            throw new ProblemException(Problems.Forbidden(
                "To send a message again unchanged, or to discard it, you need the role Administrator. You may propose a correction."));
        await gate.LogStepAsync(admitted, wanted.Action, wanted.Reason, Role.Administrator);
        var step = new LetterStep(caller.Value.Subject, Role.Administrator, wanted.Reason, admitted.CaseId);
        var discards = wanted.Action == DeadLetterBody.Discard;
        var done = discards
            ? await redrives.DiscardAsync(admitted.Letter, cancellation)
            : await redrives.SendAsync(admitted.Letter, step, cancellation);
        return done
            ? discards ? DeadLetterOutcome.Discarded : DeadLetterOutcome.Sent
            : throw new ProblemException(DeadLetterProblems.DeadLetterBusy());
    }

    private async Task<DeadLetterOutcome> ProposeAsync(AdmittedLetter admitted, DeadLetterBody wanted, CancellationToken cancellation)
    {
        var step = new LetterStep(caller.Value.Subject, admitted.As, wanted.Reason, admitted.CaseId);
        await gate.LogStepAsync(admitted, "propose", wanted.Reason, admitted.As);
        await redrives.ProposeAsync(admitted.Letter, wanted.Corrected!.Value, step, cancellation);
        return DeadLetterOutcome.Proposed;
    }

    private async Task<DeadLetterOutcome> DecideAsync(AdmittedLetter admitted, DeadLetterBody wanted, CancellationToken cancellation)
    {
        if (await proposals.FindAsync(admitted.Letter, cancellation) is not { } found
            || found.Proposal.MessageId != wanted.Proposal
            || found.Proposal.AgreedBy is not null)
            throw new ProblemException(DeadLetterProblems.Changed());
        if (wanted.Action == DeadLetterBody.Agree)
            RequireSecond(admitted, found.Proposal);
        await gate.LogStepAsync(admitted, wanted.Action, wanted.Reason, admitted.As);
        if (wanted.Action == DeadLetterBody.Agree)
            return await redrives.AgreeAsync(admitted.Letter, found.Proposal, found.Row, caller.Value.Subject, cancellation)
                ? DeadLetterOutcome.Sent
                : DeadLetterOutcome.Agreed;
        await redrives.DeclineAsync(found.Row, cancellation);
        return DeadLetterOutcome.Declined;
    }

    private void RequireSecond(AdmittedLetter admitted, Proposal proposal)
    {
        if (proposal.ProposedBy == caller.Value.Subject)
            throw new ProblemException(Problems.Forbidden("You proposed this correction. Ask another person to agree to it."));
        if (admitted.Reads is null && proposal.ProposedAs == Role.Administrator)
            throw new ProblemException(Problems.Forbidden(
                "An administrator proposed this correction. Ask a manager who may read the case to agree to it."));
    }
}
