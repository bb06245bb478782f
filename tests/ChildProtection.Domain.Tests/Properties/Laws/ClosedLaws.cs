using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Kernel.Tracks;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Tests.Properties.Laws;

/// <summary>Nothing is open after a closure but papers that are owed to people and the review of a restriction (domain 3.1).</summary>
internal sealed class NothingIsOpenAfterClosure : Law
{
    private static readonly HashSet<string> Owed =
        ["decisionLetter", "conferenceRecord", "cgNotes", "endNotification", "restrictionReview"];

    public override void Step(Passed step)
    {
        var state = step.After;
        if (state.Stage != Closed)
            return;
        foreach (var deadline in state.Deadlines)
            if (!Owed.Contains(deadline.Kind))
                Broken($"{deadline.Id} is open in a closed case");
        foreach (var approval in state.Approvals)
            if (approval.About.DeadlineId is null)
                Broken($"{approval.Id} ({approval.Kind}) waits in a closed case");
        if (state is { CinPlan.EndedOn: null, CinPlan: not null } || state.PlanInForce || state.Conference is not null)
            Broken("a plan or a conference goes on in a closed case");
        if (step.Before.Stage == Closed && step.Decision is Accepted && step.Before.Closure != state.Closure)
            Broken("the closure changed");
    }
}

/// <summary>
/// In every open stage something is owed that leads on, or there is a reason why nothing is (domain 3.1, timers armed on entry).
/// </summary>
internal sealed class EveryOpenStageOwesSomething : Law
{
    private static readonly string[] CoreGroups = ["cgFirst", "cgSecond", "cgLaterBeforeFirstReview", "cgLaterAfterFirstReview"];
    private static readonly string[] Reviews = ["rcpcFirst", "rcpcLater", "earlyReviewHeld"];
    private static readonly string[] FirstConferences = ["icpc", "transferInConference", "prebirthConference"];

    public override void Open(OpeningSignal opening, Accepted opened) => Check(opened.State);

    public override void Step(Passed step) => Check(step.After);

    private void Check(CaseState state)
    {
        if (WhatIsMissing(state) is { } missing)
            Broken($"{state.Stage} owes no {missing}; open: {string.Join(", ", state.Deadlines.Select(one => one.Id))}");
        if (state is { Stage: not Closed, Assessment.Status: not AssessmentStatus.CounterSigned }
            && Any(state, "assessment", "referralDecision") is { } unfinished)
            Broken($"the assessment {state.Assessment.Id} is {state.Assessment.Status} and nothing says until when: {unfinished}");
    }

    private static string? WhatIsMissing(CaseState state) =>
        state.Stage switch
        {
            // A child who is only listed: the other authority keeps responsibility.
            Referred => state.Regions.Transfer.Status == TransferStatus.InTemporary ? null : Any(state, "referralDecision"),
            // The decision on the referral opens the assessment's.
            Assessing => Any(state, "assessment", "referralDecision"),
            StrategyPending => Any(state, "strategyDiscussion"),
            Section47 => Any(state, "icpc", "prebirthConference"),
            ConferencePending => state.PlanInForce ? Any(state, "conferenceOutcome") ?? PlanMissing(state) : Any(state, FirstConferences),
            OutlinePlan or PlanActive => PlanMissing(state),
            ReviewInSession => Any(state, "conferenceOutcome") ?? Any(state, CoreGroups) ?? VisitsMissing(state),
            TransferredOutPending => (state.Regions.Transfer.ReceivedOn is null ? Any(state, "receivingConference") : null)
                ?? PlanMissing(state),
            StepDownCin => Any(state, "cinReview"),
            // Care planning is outside this product; the case is only watched.
            LookedAfter or Closed => null,
            _ => "known stage",
        };

    private static string? PlanMissing(CaseState state) =>
        Any(state, CoreGroups) ?? Any(state, Reviews) ?? Any(state, "longPlanAlerts") ?? VisitsMissing(state);

    /// <summary>Before the birth there are contacts with the mother.</summary>
    private static string? VisitsMissing(CaseState state) =>
        state.Child.DateOfBirth is null ? null : Any(state, "visit") ?? Any(state, "visitCap");

    private static string? Any(CaseState state, params string[] kinds)
    {
        foreach (var deadline in state.Deadlines)
            if (kinds.Contains(deadline.Kind))
                return null;
        return string.Join(" or ", kinds);
    }
}

/// <summary>What a plan keeps in motion stops with it.</summary>
internal sealed class WithoutAPlanNothingOfItRuns : Law
{
    private static readonly HashSet<string> OfAPlan =
    [
        "cgFirst",
        "cgSecond",
        "cgLaterBeforeFirstReview",
        "cgLaterAfterFirstReview",
        "cgRescheduleConfirmation",
        "rcpcFirst",
        "rcpcLater",
        "reportToParentsBeforeRcpc",
        "planAction",
        "visit",
        "visitCap",
        "failedVisitRetry",
        "accessActionPlan",
        "difficultyMeeting",
        "disputeStage1",
        "disputeStage2",
        "disputeStage3",
        "disputeStage4",
        "earlyReviewDecision",
        "earlyReviewHeld",
        "changeProposalAnswer",
        "acceptance",
        "childVersionGiven",
        "adultRecordCopy",
        "receivingConference",
        "longPlanAlerts",
        "conferenceOutcome",
        "postBirthMeeting",
        "assessmentByFirstReview",
        "eighteenReview",
    ];

    public override void Step(Passed step)
    {
        if (step.After.PlanInForce)
            return;
        foreach (var deadline in step.After.Deadlines)
            if (OfAPlan.Contains(deadline.Kind))
                Broken($"{deadline.Id} is open, and no plan is in force");
    }
}
