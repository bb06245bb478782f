using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Plan;

/// <summary>What a plan in force keeps in motion, and where its case stands meanwhile.</summary>
internal static class PlanCourse
{
    /// <summary>What a plan keeps in motion; all of it stops when the plan ends.</summary>
    private static readonly string[] Kinds =
    [
        DeadlineKinds.CoreGroupFirst,
        DeadlineKinds.CoreGroupSecond,
        DeadlineKinds.CoreGroupLaterBeforeFirstReview,
        DeadlineKinds.CoreGroupLaterAfterFirstReview,
        DeadlineKinds.CoreGroupNotes,
        DeadlineKinds.RcpcFirst,
        DeadlineKinds.RcpcLater,
        DeadlineKinds.ReportToParentsBeforeRcpc,
        DeadlineKinds.Visit,
        DeadlineKinds.VisitCap,
        DeadlineKinds.LongPlanAlerts,
        DeadlineKinds.AssessmentByFirstReview,
        DeadlineKinds.ConferenceOutcome,
        DeadlineKinds.PostBirthMeeting,
        DeadlineKinds.ReceivingConference,
        DeadlineKinds.EighteenReview,
        DeadlineKinds.FailedVisitRetry,
        DeadlineKinds.AccessActionPlan,
        DeadlineKinds.DifficultyMeeting,
        DeadlineKinds.DisputeStage1,
        DeadlineKinds.DisputeStage2,
        DeadlineKinds.DisputeStage3,
        DeadlineKinds.DisputeStage4,
        DeadlineKinds.EarlyReviewDecision,
        DeadlineKinds.EarlyReviewHeld,
        DeadlineKinds.ChangeProposalAnswer,
        DeadlineKinds.CoreGroupRescheduleConfirmation,
        DeadlineKinds.PlanAction,
        DeadlineKinds.Acceptance,
        DeadlineKinds.ChildVersionGiven,
        DeadlineKinds.AdultRecordCopy,
    ];

    /// <summary>The plan ends: whatever it kept in motion stops, and the regions beside it are over.</summary>
    public static void Stop(DecisionBuilder change)
    {
        change.Cancel(Kinds);
        change.State = change.State with { Regions = change.State.Regions.WithoutPlan() };
    }

    /// <summary>Where a plan in force stands when no review is in session.</summary>
    public static CaseStage StageOf(CaseState state)
    {
        if (state.Regions.Transfer.Status == TransferStatus.OutPending)
            return CaseStage.TransferredOutPending;
        return state.Plan!.Version == 0 ? CaseStage.OutlinePlan : CaseStage.PlanActive;
    }

    /// <summary>The next review decides on the child's long-term future.</summary>
    public static void NeedLongTermDecision(DecisionBuilder change) =>
        change.State = change.State with { Plan = change.State.Plan! with { LongTermDecisionNeeded = true } };
}
