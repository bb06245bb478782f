using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Plan;

/// <summary>The deadlines that a plan in force keeps running, and the stage of its case.</summary>
internal static class PlanCourse
{
    /// <summary>The kinds of deadline that a plan keeps running; all of them stop when the plan ends. Notes outlive it.</summary>
    private static readonly string[] Kinds =
    [
        DeadlineKinds.CoreGroupFirst,
        DeadlineKinds.CoreGroupSecond,
        DeadlineKinds.CoreGroupLaterBeforeFirstReview,
        DeadlineKinds.CoreGroupLaterAfterFirstReview,
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

    /// <summary>Ends the plan on that day: its deadlines stop, and the tracks beside it end.</summary>
    public static void Stop(DecisionBuilder change, DateOnly on)
    {
        change.Stop(Kinds, on);
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
