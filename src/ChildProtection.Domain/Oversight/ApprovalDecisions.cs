using ChildProtection.Domain.Approvals;
using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Oversight;

/// <summary>Decisions on approvals (E56). No decision moves a due date.</summary>
internal static class ApprovalDecisions
{
    public static Decision Decide(DecisionBuilder change, ApprovalDecided data)
    {
        if (change.State.Approvals.FirstOrDefault(one => one.Id == data.ApprovalId) is not { } approval)
            return DecisionBuilder.NotAllowed(
                "domain 3.2, E56",
                $"{data.ApprovalId} does not wait for a decision: it was decided or withdrawn before, or no approval has this id.");
        if (
            (ApprovalBars.Validate(change.State, approval, change.Signal.Actor.Subject)
                ?? ApprovalRules.Validate(change.State, approval, change.Signal.Actor.Role)
                ?? Validate(change, approval, data)) is { } rejected)
            return rejected;
        if (approval.Kind == ApprovalKind.CounterSignature)
            return data.Decision == ApprovalVerdict.Approve ? Assessments.CounterSign(change) : Assessments.Return(change);
        ApprovalRequests.Answer(change, approval, data.Decision, data.RecoverBy);
        if (UntakenNotices.IsAskedBy(change.State, approval))
            return UntakenNotices.Decide(change, approval, data.Decision);
        if (approval.Kind == ApprovalKind.ParentExclusion)
            Exclude(change, data.Decision == ApprovalVerdict.Approve);
        if (data.Decision != ApprovalVerdict.Approve && approval.EnquiryEnding is not null)
            EnquiryEndings.GoOn(change);
        if (data.Decision != ApprovalVerdict.Approve)
            return change.Accept($"{approval.About.Title} ({approval.Id}): {Verb(data.Decision)}");
        if (approval.PlanEnding is { } ending)
            return PlanEnding.TakeEffect(change, ending);
        if (approval.TeamTransfer is { } transfer)
            return TeamTransfers.TakeEffect(change, transfer);
        if (approval.EnquiryEnding is { } enquiry)
            return EnquiryEndings.Approve(change, enquiry);
        return change.Accept(Recover(change, approval, data.RecoverBy) is { } until
            ? $"{approval.About.Title} ({approval.Id}): approved, to be done by {DateText.Date(until)}; the due date stays"
            : $"{approval.About.Title} ({approval.Id}): approved");
    }

    /// <summary>
    /// An acceptance holds until the given day, or until the approved conference. A manager is asked again after it, not before.
    /// </summary>
    private static DateOnly? Recover(DecisionBuilder change, Approval approval, DateOnly? recoverBy)
    {
        var until = recoverBy ?? (approval.Kind == ApprovalKind.ConferenceOutOfTime ? change.State.Conference?.ScheduledOn : null);
        if (until is { } day && approval.About.DeadlineId is { } deadlineId)
        {
            var recovery = new AcceptedRecovery(deadlineId, day, ApprovalSteps.AskAgainAt(change.Context, day, approval.About.DueOn));
            change.State = change.State with
            {
                Recoveries = [.. change.State.Recoveries.Where(one => one.DeadlineId != deadlineId), recovery],
            };
        }

        return until;
    }

    /// <summary>A parent who is not excluded is invited like any other; another request is a new approval.</summary>
    private static void Exclude(DecisionBuilder change, bool excluded)
    {
        if (excluded)
            change.Warn("A parent is excluded. Invite the other parent by letter, and tell the excluded parent why.");
        else if (change.State.Conference is { OpenedOn: null } coming)
            change.State = change.State with { Conference = coming with { ParentExclusionAsked = false } };
    }

    private static Rejected? Validate(DecisionBuilder change, Approval approval, ApprovalDecided data)
    {
        var deciding = approval.DecidingTeam ?? (change.Signal.Actor.Team is null ? null : change.State.Team);
        if (deciding is not null && change.Signal.Actor is { Role: Role.TeamManager } actor && actor.Team != deciding)
            return DecisionBuilder.NotAllowed(
                "domain 3.2, E63", $"{approval.Id} waits for the manager of the team {deciding}; let that manager decide.");
        var approves = data.Decision == ApprovalVerdict.Approve;
        var late = approval.Kind is ApprovalKind.Escalation or ApprovalKind.ConferenceOutOfTime;
        if (approval.Kind == ApprovalKind.CounterSignature && data.Decision == ApprovalVerdict.Decline)
            return DecisionBuilder.Invalid(
                "/decision", "S0-35", "must be approve, to sign the assessment, or return, to send it back to its author");
        if (data.Reason is null && !(approves && approval.Kind == ApprovalKind.CounterSignature))
            return DecisionBuilder.Invalid("/reason", "domain 3.2, E56", "is required");
        if (UntakenNotices.IsAskedBy(change.State, approval))
            return data.RecoverBy is null
                ? null
                : DecisionBuilder.Invalid(
                    "/recoverBy", EnquiryEndings.Rule, "must be left out: the case closes on the day of your decision");
        if (data.RecoverBy is not { } recoverBy)
            return approves && approval.Kind == ApprovalKind.Escalation
                ? DecisionBuilder.Invalid(
                    "/recoverBy", "domain 3.2, E56", "is required to approve an escalation: the day by which the duty will be done")
                : null;
        if (!approves || !late)
            return DecisionBuilder.Invalid("/recoverBy", "domain 3.2, E56", "must be left out unless you approve a late duty");
        if (recoverBy < change.OccurredOn)
            return DecisionBuilder.Invalid("/recoverBy", "domain 3.2, E56", "must not be in the past");
        return recoverBy > change.OccurredOn.AddYears(1)
            ? DecisionBuilder.Invalid("/recoverBy", "domain 3.2, E56", "must not be more than a year ahead; check the year")
            : null;
    }

    private static string Verb(ApprovalVerdict verdict) => verdict == ApprovalVerdict.Decline ? "declined" : "returned";
}
