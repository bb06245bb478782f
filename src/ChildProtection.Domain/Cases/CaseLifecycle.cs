using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Cases.Stages;

namespace ChildProtection.Domain.Cases;

/// <summary>
/// The procedure as one pure function: a state and a signal give a decision. No clock, no store, no chance; the same signals always
/// give the same state.
/// </summary>
public static class CaseLifecycle
{
    /// <summary>Decides what <paramref name="signal"/> does.</summary>
    /// <param name="state">The case so far; null only for an <see cref="OpeningSignal"/>.</param>
    /// <param name="signal">What reached the case.</param>
    /// <param name="context">Profile and calendar of the case, and the moment of deciding.</param>
    /// <exception cref="ArgumentException">State and signal do not belong together, which is a fault of the caller.</exception>
    public static Decision Decide(CaseState? state, CaseSignal signal, CaseContext context) => (state, signal) switch
    {
        (null, OpeningSignal opening) => Referral.Open(opening, context),
        (not null, OpeningSignal) => new Ignored(),
        (not null, CheckpointSignal checkpoint) => Checkpoints.Fire(state, checkpoint, context),
        (not null, ApprovalStepSignal step) => ApprovalSteps.Fire(state, step, context),
        (not null, RecoverySignal recovery) => ApprovalSteps.Fire(state, recovery, context),
        (not null, EventSignal happened) => Decide(state, happened, context),
        _ => throw new ArgumentException($"A case that does not exist cannot take a {signal.GetType().Name}; open it with a referral first.", nameof(signal)),
    };

    private static Decision Decide(CaseState state, EventSignal signal, CaseContext context) =>
        AllowedEvents.WhyNot(state, EventCatalogue.Of(signal.Event))
        ?? WhyNotOnThatDay(state, signal, context)
        ?? DecideStage(new CaseChange(state, signal, context), signal.Event);

    private static Decision DecideStage(CaseChange change, CaseEvent happened)
    {
        PartnerAgencies.Note(change);
        LegalSteps.NoteRoute(change);
        Birthdays.Arm(change);
        return DecideEvent(change, happened);
    }

    private static Decision DecideEvent(CaseChange change, CaseEvent happened) => happened switch
    {
        ReferralDecision data => Referral.Decide(change, data),
        NewConcern data => StrategyDiscussion.Decide(change, data),
        StrategyDiscussionHeld data => StrategyDiscussion.Decide(change, data),
        AssessmentStarted data => Assessments.Decide(change, data),
        AssessmentSubmitted data => Assessments.Decide(change, data),
        AssessmentCounterSigned => Assessments.CounterSign(change),
        AssessmentReturned => Assessments.Return(change),
        Section47Concluded data => Section47Enquiry.Decide(change, data),
        ConferenceBooked data => ConferenceArrangements.Decide(change, data),
        ReportShared data => ConferenceArrangements.Decide(change, data),
        ConferenceRescheduled data => ConferenceArrangements.Decide(change, data),
        ConferenceInquorate data => ConferenceArrangements.Decide(change, data),
        ConferenceHeld data => Conference.Decide(change, data),
        DecisionLetterSent => ConferencePapers.SendDecisionLetter(change),
        ConferenceRecordIssued => ConferencePapers.IssueRecord(change),
        EndNoticesSent => ConferencePapers.SendEndNotices(change),
        CoreGroupBooked data => CoreGroups.Decide(change, data),
        CoreGroupRescheduled data => CoreGroups.Decide(change, data),
        CoreGroupHeld data => CoreGroups.Decide(change, data),
        CoreGroupNotesCirculated data => CoreGroups.Decide(change, data),
        PlanVersionPublished data => PlanVersions.Decide(change, data),
        PlanAccepted data => SignOff.Decide(change, data),
        PlanDeclined data => SignOff.Decide(change, data),
        PlanExplained data => PlanInformation.Decide(change, data),
        AdultRecordCopied data => PlanInformation.Decide(change, data),
        ActionCompleted data => PlanActions.Decide(change, data),
        ActionOverrun data => PlanActions.Decide(change, data),
        ActionVaried data => PlanActions.Decide(change, data),
        VisitMade data => Visits.Decide(change, data),
        VisitFailed data => Access.Decide(change, data),
        AccessDifficultyReported data => Access.Decide(change, data),
        AccessActionPlanAgreed data => Access.Decide(change, data),
        ImplementationDifficulty data => Difficulties.Decide(change, data),
        ChangeProposed data => ChangeProposals.Decide(change, data),
        ChangeDecided data => ChangeProposals.Decide(change, data),
        UnexpectedEvent => UnexpectedEvents.Open(change),
        UnexpectedEventDecided data => UnexpectedEvents.Decide(change, data),
        EscalatedToManager data => UnexpectedEvents.Decide(change, data),
        PlanNotWorking data => EarlyReviews.Decide(change, data),
        EarlyReviewRequested data => EarlyReviews.Decide(change, data),
        EarlyReviewDecided data => EarlyReviews.Decide(change, data),
        DisputeRaised data => Disputes.Decide(change, data),
        DisputeStageOutcome data => Disputes.Decide(change, data),
        ComplaintReceived data => Complaints.Decide(change, data),
        ComplaintAnswered data => Complaints.Decide(change, data),
        LswNamed data => LeadWorker.Decide(change, data),
        LswChanged data => LeadWorker.Decide(change, data),
        CinPlanReviewed data => StepDown.Review(change, data),
        CinPlanEnded => StepDown.End(change),
        PlanEnded data => PlanEnding.Decide(change, data),
        ApprovalDecided data => Approvals.Decide(change, data),
        CaseRestricted data => Restrictions.Decide(change, data),
        RestrictionReviewed data => Restrictions.Decide(change, data),
        RestrictionLifted data => Restrictions.Decide(change, data),
        ConferenceRequested data => ConferenceRequests.Decide(change, data),
        ChildBorn data => Births.Decide(change, data),
        PregnancyEnded data => Births.Decide(change, data),
        LegalPlanningRequested data => LegalSteps.Decide(change, data),
        LegalPlanningHeld data => LegalSteps.Decide(change, data),
        PreProceedingsLetterSent => LegalSteps.SendLetter(change),
        PreProceedingsMeetingHeld => change.Accept("Meeting under pre-proceedings held"),
        PreProceedingsEnded data => LegalSteps.Decide(change, data),
        ProceedingsIssued => LegalSteps.Issue(change),
        OrderMade data => LegalSteps.Decide(change, data),
        ConvenorReferralMade => ConvenorSteps.Refer(change),
        ConvenorDecision data => ConvenorSteps.Decide(change, data),
        CyctDecision data => ConvenorSteps.Decide(change, data),
        JuvenileCourtDecision data => ConvenorSteps.Decide(change, data),
        PoliceProtectionTaken data => Emergencies.Decide(change, data),
        EpoMade data => Emergencies.Decide(change, data),
        EmergencyEnded data => Emergencies.Decide(change, data),
        PlacementChanged data => Whereabouts.Decide(change, data),
        ChildMoved data => Whereabouts.Decide(change, data),
        TransferInNotified data => Transfers.Decide(change, data),
        ReceivingConferenceHeld data => Transfers.Decide(change, data),
        LeftUkPermanently data => Departures.Decide(change, data),
        ChildDied data => Departures.Decide(change, data),
        ProfileChanged data => PolicyChange.Decide(change, data),
        CalendarChanged data => PolicyChange.Decide(change, data),
        CaseClosed data => ClosureByManager.Decide(change, data),
        _ => throw new ArgumentException($"{happened.GetType().Name} has no stage that decides it.", nameof(happened)),
    };

    private static Rejected? WhyNotOnThatDay(CaseState state, EventSignal signal, CaseContext context)
    {
        if (signal.OccurredOn > context.Profile.Zone.DateOf(context.Now))
            return CaseChange.Invalid("/occurredOn", "domain 3.2, late recording", "must not be in the future");
        // Birth and death happen when they happen, before anybody referred the child too.
        if (signal.OccurredOn < state.Referral.ReceivedOn && signal.Event is not (ChildBorn or PregnancyEnded or ChildDied))
            return CaseChange.Invalid("/occurredOn", "census rules 2889, 1104, 1105", $"must not be before the referral of {Words.Date(state.Referral.ReceivedOn)}");
        return null;
    }
}
