using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Approvals;

/// <summary>Raises, answers and withdraws approvals. The stages decide what an approval leads to.</summary>
internal static class ApprovalRequests
{
    /// <summary>Answers the open approval of a kind, if there is one, by what the event did.</summary>
    public static void Answer(DecisionBuilder change, ApprovalKind kind, ApprovalVerdict verdict)
    {
        if (change.State.ApprovalOf(kind) is { } open)
            Answer(change, open, verdict, recoverBy: null);
    }

    public static void Withdraw(DecisionBuilder change, ApprovalKind kind)
    {
        if (change.State.ApprovalOf(kind) is { } open)
            change.Withdraw(open);
    }

    public static void RaiseCounterSignature(DecisionBuilder change, Deadline deadline) =>
        Raise(
            change,
            ApprovalKind.CounterSignature,
            Role.TeamManager,
            0,
            Escalations.About(deadline),
            "An assessment is complete when a manager other than its author has signed it (S0-35).");

    /// <summary>Asks the manager at once, at the first tier, unless an approval about that deadline waits already.</summary>
    public static void RaiseOutOfTime(DecisionBuilder change, Deadline conference)
    {
        if (change.State.ApprovalAbout(conference.Id) is null)
            Raise(
                change,
                ApprovalKind.ConferenceOutOfTime,
                Role.TeamManager,
                1,
                Escalations.About(conference),
                "A conference after its due date needs the manager's reason; the due date stays (domain "
                + $"3.6 A, E10). {conference.Explanation}");
    }

    /// <summary>One exclusion is decided before another is asked for.</summary>
    public static void RaiseExclusion(DecisionBuilder change, DateOnly conferenceOn)
    {
        if (change.State.ApprovalOf(ApprovalKind.ParentExclusion) is null)
            Raise(change, ApprovalKind.ParentExclusion, Role.ConferenceChair, 0,
                new ApprovalSubject(null, $"A parent excluded from the conference of {DateText.Date(conferenceOn)}", null),
                "Parents are always invited; to exclude one is the chair's recorded decision (S0-06, S2-05, S2-06).");
    }

    public static void Raise(
        DecisionBuilder change,
        ApprovalKind kind,
        Role role,
        int tier,
        ApprovalSubject about,
        string rule,
        PlanEndingRequest? ending = null,
        TeamTransferRequest? transfer = null,
        EnquiryEndingRequest? enquiry = null) =>
        change.Put(
            new Approval
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
                TeamTransfer = transfer,
                EnquiryEnding = enquiry,
                Steps = about.DeadlineId is null ? ApprovalSteps.From(change.Context, role) : null,
            });

    /// <summary>Answers an approval that waits, by the account that raised the event.</summary>
    public static void Answer(DecisionBuilder change, Approval open, ApprovalVerdict verdict, DateOnly? recoverBy)
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
}
