using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>Who must hear of what when a case changes: the procedure once more, only from the states before and after.</summary>
internal static class MustHear
{
    private static readonly string[] Answerable = ["teamManager", "conferenceChair"];

    /// <summary>Endings that happened to the child itself. One that was asked for as the end of a plan is told as that.</summary>
    private static readonly CaseOutcome[] Fates = [CaseOutcome.Died, CaseOutcome.LeftUk, CaseOutcome.Turned18, CaseOutcome.PregnancyEnded];

    public static IEnumerable<(string Kind, string To)> Of(CaseState before, Accepted decision)
    {
        var after = decision.State;
        return
        [
            .. OfPlan(before, after), .. OfLead(before, after, decision.Fact.Type), .. OfMatters(before, after),
            .. OfMeetings(before, after), .. OfChild(before, after, decision.Fact.Type), .. OfApprovals(decision), .. OfDeadlines(decision),
        ];
    }

    private static IEnumerable<(string, string)> OfPlan(CaseState before, CaseState after)
    {
        if (before.PlanInForce && after.Plan is { EndedOn: not null } ended)
            return To("planConcluded", after.ConferenceAgencies.Concat(ended.CoreGroupAgencies))
                .Append(("planConcluded", "leadSocialWorker"));
        if (after.Plan is not { EndedOn: null } plan)
            return [];
        if (plan.Number != before.Plan?.Number)
            return [.. To("planMade", plan.CoreGroupAgencies), .. after.PreviousPlans > 0 ? Answering("repeatPlan") : []];
        var published = plan.Version != before.Plan.Version ? To("planPublished", plan.CoreGroupAgencies) : [];
        return [.. To("planMade", plan.CoreGroupAgencies.Except(before.Plan.CoreGroupAgencies)), .. published];
    }

    /// <summary>Those at a conference learn there whom it names.</summary>
    private static IEnumerable<(string, string)> OfLead(CaseState before, CaseState after, string fact)
    {
        // A plan that nobody leads is a duty of its own: whom to call is told in writing.
        if (!after.PlanInForce
            || after.LeadSocialWorker is null
            || after.LeadSocialWorker == before.LeadSocialWorker
            || fact == "ConferenceHeld")
            return [];
        if (after.Team != before.Team)
            return To("teamChanged", after.Plan!.CoreGroupAgencies).Append(("teamChanged", "leadSocialWorker"));
        return before.LeadSocialWorker is null
            ? [("planMade", "leadSocialWorker")]
            : To("leadSocialWorkerChanged", after.Plan!.CoreGroupAgencies);
    }

    private static IEnumerable<(string, string)> OfMatters(CaseState before, CaseState after)
    {
        var (was, now) = (before.Regions, after.Regions);
        if (now.Access.Status == AccessStatus.AccessConcern && was.Access.Status != AccessStatus.AccessConcern)
            foreach (var one in To("accessConcern", after.Plan!.CoreGroupAgencies).Concat(Answering("accessConcern")))
                yield return one;
        if (now.Access.FailedVisits > was.Access.FailedVisits)
            yield return ("visitFailed", "leadSocialWorker");
        if (now.EarlyReview.Status == EarlyReviewStatus.Requested && was.EarlyReview.Status != EarlyReviewStatus.Requested)
            yield return ("earlyReviewRequested", "conferenceChair");
        if (now.Complaints.Waiting.Count > was.Complaints.Waiting.Count)
            yield return ("complaintReceived", "teamManager");
        if (now.UnexpectedEvents.Waiting.Count > was.UnexpectedEvents.Waiting.Count)
            yield return ("unexpectedEvent", "teamManager");
        foreach (var dispute in now.Disputes.Where(one => was.Disputes.FirstOrDefault(other => other.Id == one.Id)?.Stage != one.Stage))
            foreach (var one in To("disputeStage", dispute.Agencies.Where(after.Lists)))
                yield return one;
    }

    private static IEnumerable<(string, string)> OfMeetings(CaseState before, CaseState after)
    {
        if (after.Conference is not { OpenedOn: null, ScheduledOn: { } on } conference || on == before.Conference?.ScheduledOn)
            return [];
        return [(conference.Id == before.Conference?.Id ? "conferenceDateConfirmed" : "conferenceInvitation", "leadSocialWorker")];
    }

    private static IEnumerable<(string, string)> OfChild(CaseState before, CaseState after, string fact)
    {
        var (was, now) = (before.Regions, after.Regions);
        var changed = now.Birth.Status != was.Birth.Status || now.Emergency.Status != was.Emergency.Status
            || (now.Placement.Kind, now.Placement.WhereaboutsUnknown) != (was.Placement.Kind, was.Placement.WhereaboutsUnknown)
            || (now.Transfer.Status != was.Transfer.Status && now.Transfer.Status is TransferStatus.In or TransferStatus.OutPending)
            || (after.Closure is { } closure && before.Closure is null && Fates.Contains(closure.Outcome) && fact != "ApprovalDecided");
        return changed ? Answering("childStatusChanged") : [];
    }

    private static IEnumerable<(string, string)> OfApprovals(Accepted decision) => decision.Approvals
        .GroupBy(approval => approval.Number).Select(all => all.Last())
        .Where(approval => approval is { Status: ApprovalStatus.Open } or { Decision: not null, RequestedAs: not null })
        .Select(approval => approval.Status == ApprovalStatus.Open
            ? ("approvalWaiting", Code(approval.Role))
            : ("approvalDecided", Code(approval.RequestedAs!.Value)));

    /// <summary>The core group stands for its agencies, which may be none.</summary>
    private static IEnumerable<(string, string)> OfDeadlines(Accepted decision) => decision.Deadlines
        .Where(one => one.Change == DeadlineChangeKind.Overdue && one.Deadline.Responsible != "coreGroup")
        .Select(one => ("overdue", one.Deadline.Responsible));

    private static IEnumerable<(string, string)> Answering(string kind) => Answerable.Select(code => (kind, code));

    private static IEnumerable<(string, string)> To(string kind, IEnumerable<string> agencies) =>
        agencies.Where(AgencyCodes.IsPartner).Distinct().Select(code => (kind, code));

    private static string Code(Role role) => role switch
    {
        Role.SocialWorker or Role.Agency => "leadSocialWorker",
        _ => char.ToLowerInvariant(role.ToString()[0]) + role.ToString()[1..],
    };
}
