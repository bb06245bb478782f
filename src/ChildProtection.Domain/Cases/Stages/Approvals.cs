using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>Decisions on approvals (E56), and the approvals that events raise. No decision moves a due date.</summary>
internal static class Approvals
{
    public static Decision Decide(CaseChange change, ApprovalDecided data)
    {
        if (change.State.Approvals.FirstOrDefault(one => one.Id == data.ApprovalId) is not { } approval)
            return CaseChange.NotAllowed("domain 3.2, E56", $"{data.ApprovalId} does not wait for a decision: it was decided or withdrawn, or there is none of that id.");
        if ((ApprovalRules.WhyNot(approval, change.Signal.Actor.Subject, change.Signal.Actor.Role) ?? WhyNot(change, approval, data)) is { } rejected)
            return rejected;
        if (approval.Kind == ApprovalKind.CounterSignature)
            return data.Decision == ApprovalVerdict.Approve ? Assessments.CounterSign(change) : Assessments.Return(change);
        Answer(change, approval, data.Decision, data.RecoverBy);
        if (approval.Kind == ApprovalKind.ParentExclusion)
            Exclude(change, data.Decision == ApprovalVerdict.Approve);
        if (data.Decision != ApprovalVerdict.Approve)
            return change.Accept($"{approval.About.Title} ({approval.Id}): {Verb(data.Decision)}");
        if (approval.PlanEnding is { } ending)
            return PlanEnding.TakeEffect(change, ending);
        return change.Accept(Recover(change, approval, data.RecoverBy) is { } until
            ? $"{approval.About.Title} ({approval.Id}): approved, to be done by {Words.Date(until)}; the due date stays"
            : $"{approval.About.Title} ({approval.Id}): approved");
    }

    /// <summary>Answers the open approval of a kind, when there is one: what an event does says what was decided.</summary>
    public static void Answer(CaseChange change, ApprovalKind kind, ApprovalVerdict verdict)
    {
        if (change.State.ApprovalOf(kind) is { } open)
            Answer(change, open, verdict, recoverBy: null);
    }

    public static void Withdraw(CaseChange change, ApprovalKind kind)
    {
        if (change.State.ApprovalOf(kind) is { } open)
            change.Withdraw(open);
    }

    public static void RaiseCounterSignature(CaseChange change, Deadline deadline) =>
        Raise(change, ApprovalKind.CounterSignature, Role.TeamManager, 0, Escalations.About(deadline), "An assessment is complete when a manager other than its author has signed it (S0-35).");

    /// <summary>The manager is asked at once, at the first tier; who is asked about that deadline already is not asked twice.</summary>
    public static void RaiseOutOfTime(CaseChange change, Deadline conference)
    {
        if (change.State.ApprovalAbout(conference.Id) is null)
            Raise(change, ApprovalKind.ConferenceOutOfTime, Role.TeamManager, 1, Escalations.About(conference),
                $"A conference after its due date needs the manager's reason; the due date stays (domain 3.6 A, E10). {conference.Explanation}");
    }

    /// <summary>One exclusion is decided before another is asked for.</summary>
    public static void RaiseExclusion(CaseChange change, DateOnly conferenceOn)
    {
        if (change.State.ApprovalOf(ApprovalKind.ParentExclusion) is null)
            Raise(change, ApprovalKind.ParentExclusion, Role.ConferenceChair, 0,
                new ApprovalSubject(null, $"A parent excluded from the conference of {Words.Date(conferenceOn)}", null),
                "Parents are always invited; to exclude one is the chair's recorded decision (S0-06, S2-05, S2-06).");
    }

    public static void Raise(CaseChange change, ApprovalKind kind, Role role, int tier, ApprovalSubject about, string rule, PlanEndingRequest? ending = null) => change.Put(new Approval
    {
        Number = change.State.ApprovalNumber + 1,
        Kind = kind,
        RequestedAt = change.Context.Now,
        RequestedBy = change.Signal.Actor.Subject,
        RequestedAs = change.Signal.Actor.Role,
        Tier = tier,
        Role = role,
        About = about,
        Rule = rule,
        PlanEnding = ending,
        Steps = about.DeadlineId is null ? ApprovalSteps.From(change.Context, role) : null,
    });

    private static void Answer(CaseChange change, Approval open, ApprovalVerdict verdict, DateOnly? recoverBy)
    {
        var actor = change.Signal.Actor;
        change.Put(open with
        {
            Status = verdict switch
            {
                ApprovalVerdict.Approve => ApprovalStatus.Approved,
                ApprovalVerdict.Decline => ApprovalStatus.Declined,
                _ => ApprovalStatus.Returned,
            },
            EndedAt = change.Context.Now,
            Steps = null,
            Decision = new ApprovalDecision(actor.Subject, actor.Role, verdict, recoverBy),
        });
    }

    /// <summary>What was accepted holds until the day given, or until the conference that was approved; nobody is asked again before, and somebody is after it.</summary>
    private static DateOnly? Recover(CaseChange change, Approval approval, DateOnly? recoverBy)
    {
        var until = recoverBy ?? (approval.Kind == ApprovalKind.ConferenceOutOfTime ? change.State.Conference?.ScheduledOn : null);
        if (until is { } day && approval.About.DeadlineId is { } deadlineId)
        {
            var recovery = new AcceptedRecovery(deadlineId, day, ApprovalSteps.AskAgainAt(change.Context, day, approval.About.DueOn));
            change.State = change.State with { Recoveries = [.. change.State.Recoveries.Where(one => one.DeadlineId != deadlineId), recovery] };
        }

        return until;
    }

    /// <summary>Who is not excluded is invited as any parent is; to ask for it again is a new question.</summary>
    private static void Exclude(CaseChange change, bool excluded)
    {
        if (excluded)
            change.Warn("A parent is excluded: invite the other one by letter, and tell the excluded one why.");
        else if (change.State.Conference is { OpenedOn: null } coming)
            change.State = change.State with { Conference = coming with { ParentExclusionAsked = false } };
    }

    private static Rejected? WhyNot(CaseChange change, Approval approval, ApprovalDecided data)
    {
        var approves = data.Decision == ApprovalVerdict.Approve;
        var late = approval.Kind is ApprovalKind.Escalation or ApprovalKind.ConferenceOutOfTime;
        if (approval.Kind == ApprovalKind.CounterSignature && data.Decision == ApprovalVerdict.Decline)
            return CaseChange.Invalid("/decision", "S0-35", "an assessment is signed (approve) or sent back to its author (return)");
        if (data.Reason is null && !(approves && approval.Kind == ApprovalKind.CounterSignature))
            return CaseChange.Invalid("/reason", "domain 3.2, E56", "is required");
        if (data.RecoverBy is not { } recoverBy)
            return approves && approval.Kind == ApprovalKind.Escalation
                ? CaseChange.Invalid("/recoverBy", "domain 3.2, E56", "is required to approve an escalation: the day by which the duty will be done")
                : null;
        if (!approves || !late)
            return CaseChange.Invalid("/recoverBy", "domain 3.2, E56", "goes only with the approval of something late");
        if (recoverBy < change.On)
            return CaseChange.Invalid("/recoverBy", "domain 3.2, E56", "must not be in the past");
        return recoverBy > change.On.AddYears(1) ? CaseChange.Invalid("/recoverBy", "domain 3.2, E56", "must not be more than a year ahead; check the year") : null;
    }

    private static string Verb(ApprovalVerdict verdict) => verdict == ApprovalVerdict.Decline ? "declined" : "returned";
}
