using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Cases.Regions;
using ChildProtection.Domain.Cases.Stages;
using ChildProtection.Domain.Deadlines;
using static ChildProtection.Domain.Cases.CaseStage;

namespace ChildProtection.Domain.Cases;

/// <summary>Which events a case can take in its present state: one table, read by the lifecycle and shown to callers alike.</summary>
public static class AllowedEvents
{
    private static readonly Dictionary<Type, (Func<CaseState, bool> Allowed, string Needs, string Rule)> Table = new()
    {
        [typeof(ReferralReceived)] = (_ => false, "no case: a referral opens one", "census guide 4.2"),
        [typeof(ReferralDecision)] = (state => state.Has(DeadlineKinds.ReferralDecision), "a referral without a decision", "domain 3.6 A, E02"),
        [typeof(NewConcern)] = (state => state.Stage != Closed, "an open case", "domain 3.2, E50"),
        [typeof(AssessmentStarted)] = (state => state.Underway && state.Assessment is null or { Status: AssessmentStatus.CounterSigned },
            "further action decided and no other assessment open", "census rule 8896"),
        [typeof(AssessmentSubmitted)] = (state => state.Underway && state.Assessment is null or { Status: AssessmentStatus.InProgress or AssessmentStatus.Returned },
            "an assessment that is in progress or was returned", "domain 3.2, E03"),
        [typeof(AssessmentCounterSigned)] = (AssessmentWaits, "an assessment that waits for the manager's signature", "S0-35"),
        [typeof(AssessmentReturned)] = (AssessmentWaits, "an assessment that waits for the manager's signature", "S0-35"),
        [typeof(StrategyDiscussionHeld)] = (state => state.Has(DeadlineKinds.StrategyDiscussion), "a concern of significant harm", "domain 3.6 A, E05"),
        [typeof(Section47Concluded)] = (state => state.Stage == Section47 || state.Regions.Enquiry.Status == EnquiryStatus.Open, "a section 47 enquiry under way", "domain 3.6 A, E06"),
        [typeof(ConferenceBooked)] = (state => state.Stage is ConferencePending or OutlinePlan or PlanActive or TransferredOutPending && state.Conference is not { OpenedOn: not null },
            "a conference that is needed, and none whose outcome is missing", "domain 3.6 A, E08"),
        [typeof(ReportShared)] = (state => state.Conference is { OpenedOn: null }, "a conference that is booked", "S2-08"),
        [typeof(ConferenceRescheduled)] = (state => state.Conference is { OpenedOn: null }, "a conference that is booked", "domain 3.6 B, rescheduling"),
        [typeof(ConferenceInquorate)] = (state => state.Conference is { OpenedOn: null }, "a conference that is booked", "domain 2.3, quorum"),
        [typeof(ConferenceHeld)] = (state => state.Stage is ConferencePending or OutlinePlan or PlanActive or ReviewInSession or TransferredOutPending,
            "an enquiry that ended in the need for a conference, or a plan in force", "domain 3.6 A, E12"),
        [typeof(DecisionLetterSent)] = (state => state.Has(DeadlineKinds.DecisionLetter), "a conference whose decision letter is owed", "domain 2.3, decisionLetter"),
        [typeof(ConferenceRecordIssued)] = (state => state.Has(DeadlineKinds.ConferenceRecord), "a conference whose record is owed", "domain 2.3, conferenceRecord"),
        [typeof(EndNoticesSent)] = (state => state.Has(DeadlineKinds.EndNotification), "a plan that ended and whose notices are owed", "domain 2.3, endNotification"),
        [typeof(CoreGroupBooked)] = (state => state.HasCoreGroup, "a plan in force", "S3-08"),
        [typeof(CoreGroupRescheduled)] = (state => state.HasCoreGroup, "a plan in force", "S3-59"),
        [typeof(CoreGroupHeld)] = (state => state.HasCoreGroup, "a plan in force", "S3-43"),
        [typeof(CoreGroupNotesCirculated)] = (state => state.Has(DeadlineKinds.CoreGroupNotes), "a core group whose notes are owed", "S3-26"),
        [typeof(PlanVersionPublished)] = (state => state.PlanInForce && state.Plan!.Version >= 1, "a plan whose detail is agreed", "domain 4, versions"),
        [typeof(PlanAccepted)] = (state => state.PlanInForce, "a plan in force", "S3-29"),
        [typeof(PlanDeclined)] = (state => state.PlanInForce, "a plan in force", "S3-33"),
        [typeof(PlanExplained)] = (state => state.PlanInForce, "a plan in force", "S3-19"),
        [typeof(AdultRecordCopied)] = (state => state.PlanInForce, "a plan in force", "S3-31"),
        [typeof(ActionCompleted)] = (HasActions, "a plan in force that has actions which are not done", "domain 3.2, E26"),
        [typeof(ActionOverrun)] = (HasActions, "a plan in force that has actions which are not done", "domain 3.2, E26"),
        [typeof(ActionVaried)] = (HasActions, "a plan in force that has actions which are not done", "domain 3.2, E26"),
        [typeof(VisitMade)] = (state => state.Underway, "a case with further action", "S0-29"),
        [typeof(VisitFailed)] = (state => state.Underway, "a case with further action", "S3-67"),
        [typeof(AccessDifficultyReported)] = (state => state.PlanInForce, "a plan in force", "S3-46"),
        [typeof(AccessActionPlanAgreed)] = (state => state.PlanInForce && state.Regions.Access.Status == AccessStatus.AccessConcern, "an access concern", "S3-47"),
        [typeof(ImplementationDifficulty)] = (state => state.HasCoreGroup, "a plan in force", "S3-60"),
        [typeof(ChangeProposed)] = (state => state.HasCoreGroup && ChangeProposals.Open(state).Count < ChangeProposals.Most,
            $"a plan in force, and fewer than {ChangeProposals.Most} proposals that wait for an answer (ChangeDecided)", "S0-42"),
        [typeof(ChangeDecided)] = (state => state.Has(DeadlineKinds.ChangeProposalAnswer), "a proposed change that waits for an answer", "S0-42"),
        [typeof(UnexpectedEvent)] = (state => state.HasCoreGroup && state.Regions.UnexpectedEvents.Waiting.Count < UnexpectedEvents.Most,
            $"a plan in force, and fewer than {UnexpectedEvents.Most} unexpected events that wait (UnexpectedEventDecided)", "S0-36"),
        [typeof(UnexpectedEventDecided)] = (state => state.HasCoreGroup && state.Regions.UnexpectedEvents.Waiting.Count > 0, "an unexpected event on which nothing is decided", "S0-36"),
        [typeof(EscalatedToManager)] = (state => state.Underway && state.ApprovalOf(ApprovalKind.ManagerDecision) is null, "a case with further action, and no manager's decision that is waited for already", "S0-32"),
        [typeof(PlanNotWorking)] = (state => state.HasCoreGroup, "a plan in force", "domain 3.6 B, plan not working"),
        [typeof(EarlyReviewRequested)] = (state => state.HasCoreGroup, "a plan in force", "domain 3.6 B, early review"),
        [typeof(EarlyReviewDecided)] = (state => state.Has(DeadlineKinds.EarlyReviewDecision), "a request for an early review", "domain 3.6 B, early review"),
        [typeof(DisputeRaised)] = (state => state.HasCoreGroup && state.Regions.Disputes.Count < Disputes.Most,
            $"a plan in force, and fewer than {Disputes.Most} open disputes (DisputeStageOutcome)", "S3-69"),
        [typeof(DisputeStageOutcome)] = (state => state.HasCoreGroup && state.Regions.Disputes.Count > 0, "a dispute that is not resolved", "S3-69"),
        [typeof(ComplaintReceived)] = (state => state.Stage != Closed && state.Regions.Complaints.Waiting.Count < Complaints.Most,
            $"an open case, and fewer than {Complaints.Most} complaints that wait for an answer (ComplaintAnswered)", "S3-24"),
        [typeof(ComplaintAnswered)] = (state => state.Stage != Closed && state.Regions.Complaints.Waiting.Count > 0, "a complaint that is not answered", "S3-24"),
        [typeof(LswNamed)] = (state => state.Underway, "a case with further action", "domain 3.2, E13"),
        [typeof(LswChanged)] = (state => state.Underway && state.LeadSocialWorker is not null, "a case that has a lead social worker", "domain 3.2, E13"),
        [typeof(CinPlanReviewed)] = (state => state.Has(DeadlineKinds.CinReview), "a Child in Need plan", "domain 3.6 A, E47"),
        [typeof(CinPlanEnded)] = (state => state.Stage == StepDownCin, "a Child in Need plan", "domain 3.6 A, E47"),
        [typeof(PlanEnded)] = (state => state.HasCoreGroup && !EndIsAskedFor(state), "a plan in force whose end was not asked for already", "domain 3.6 A, E46"),
        [typeof(ApprovalDecided)] = (state => state.Approvals.Count > 0, "something that waits for a decision", "domain 3.2, E56"),
        [typeof(CaseRestricted)] = (_ => true, "a case", "baseline, restricted cases"),
        [typeof(RestrictionReviewed)] = (_ => true, "a case", "baseline, restricted cases"),
        [typeof(RestrictionLifted)] = (_ => true, "a case", "baseline, restricted cases"),
        [typeof(ConferenceRequested)] = (state => state.Underway, "a case with further action", "domain 3.2, E07"),
        [typeof(ChildBorn)] = (state => state.Stage != Closed && !state.Born, "an open case of an unborn child", "domain 3.6 B, pre-birth"),
        [typeof(PregnancyEnded)] = (state => state.Stage != Closed && !state.Born, "an open case of an unborn child", "domain 3.7, T-14"),
        [typeof(LegalPlanningRequested)] = (state => state.Underway && !state.Has(DeadlineKinds.LegalPlanningMeeting), "a case with further action, and no legal planning asked for already", "S3-66"),
        [typeof(LegalPlanningHeld)] = (state => state.Has(DeadlineKinds.LegalPlanningMeeting), "legal planning that was asked for", "domain 3.2, E33"),
        [typeof(PreProceedingsLetterSent)] = (state => InEngland(state) && !state.Has(DeadlineKinds.PreProceedings) && !state.Has(DeadlineKinds.CareProceedings),
            "England's legal route, and neither pre-proceedings nor proceedings under way", "domain 2.3, preProceedingsMax"),
        [typeof(PreProceedingsMeetingHeld)] = (state => state.Has(DeadlineKinds.PreProceedings), "pre-proceedings under way", "domain 3.2, E34"),
        [typeof(PreProceedingsEnded)] = (state => state.Has(DeadlineKinds.PreProceedings), "pre-proceedings under way", "domain 3.2, E34"),
        [typeof(ProceedingsIssued)] = (state => InEngland(state) && !state.Has(DeadlineKinds.CareProceedings), "England's legal route, and no proceedings under way", "domain 2.3, careProceedingsMax"),
        [typeof(OrderMade)] = (InEngland, "a case with further action on England's legal route", "domain 3.2, E35"),
        [typeof(ConvenorReferralMade)] = (state => state is { Underway: true, Regions.Legal: { ThroughConvenor: true, Status: not (LegalStatus.ConvenorReferred or LegalStatus.CyctHearing or LegalStatus.JuvenileCourt) } },
            "Guernsey's legal route, and no step of it under way", "S1-51"),
        [typeof(ConvenorDecision)] = (state => state is { Underway: true, Regions.Legal.Status: LegalStatus.ConvenorReferred }, "a referral to the Convenor", "domain 3.6 B, Guernsey legal"),
        [typeof(CyctDecision)] = (state => state is { Underway: true, Regions.Legal.Status: LegalStatus.CyctHearing }, "a hearing of the tribunal", "domain 3.6 B, Guernsey legal"),
        [typeof(JuvenileCourtDecision)] = (state => state is { Underway: true, Regions.Legal.Status: LegalStatus.JuvenileCourt }, "the Juvenile Court", "S1-52"),
        [typeof(PoliceProtectionTaken)] = (state => CanBeProtected(state) && state.Regions.Emergency.Status == EmergencyStatus.None, "an open case of a born child, on England's route, without emergency protection", "domain 2.3, policeProtectionMax"),
        [typeof(EpoMade)] = (state => CanBeProtected(state) && !state.Regions.Emergency.Extended, "an open case of a born child, on England's route, whose order was not extended already", "domain 2.3, epoMax"),
        [typeof(EmergencyEnded)] = (state => state.Stage != Closed && state.Regions.Emergency.Status != EmergencyStatus.None, "emergency protection", "domain 3.2, E37"),
        [typeof(PlacementChanged)] = (state => state.Underway && state.Born, "a case with further action of a born child", "S1-28"),
        [typeof(ChildMoved)] = (state => state.Stage != Closed, "an open case", "domain 3.2, E40"),
        [typeof(TransferInNotified)] = (state => state is { Stage: Referred, Regions.Transfer.Status: TransferStatus.InTemporary }, "no case, which it opens, or a child listed for a temporary stay", "domain 3.6 B, transfer in"),
        [typeof(ReceivingConferenceHeld)] = (state => state is { HasCoreGroup: true, Regions.Transfer.Status: TransferStatus.OutPending }, "a child who moved to another authority while on a plan", "domain 3.6 B, transfer out"),
        [typeof(LeftUkPermanently)] = (state => state.Stage is Assessing or StepDownCin or LookedAfter || (state.HasCoreGroup && !EndIsAskedFor(state)),
            "a case without enquiry or conference, and no end of its plan that was asked for already", "domain 3.2, E45"),
        [typeof(ChildDied)] = (state => state.Stage != Closed && state.Born, "an open case of a born child; for an unborn one raise PregnancyEnded", "census rule 8920"),
        [typeof(ChildTurned18)] = (_ => false, "nobody to raise it: the case's own timer does", "domain 3.2, E44"),
        [typeof(CaseClosed)] = (state => state.Stage is Assessing or StepDownCin or LookedAfter || state is { Stage: Referred, Regions.Transfer.Status: TransferStatus.InTemporary }, "a case without plan, enquiry or conference", "domain 3.3, E48"),
        [typeof(ProfileChanged)] = (state => state.Stage != Closed, "an open case", "domain 3.2, E51"),
        [typeof(CalendarChanged)] = (state => state.Stage != Closed, "an open case", "domain 5.1, R10"),
    };

    /// <summary>The types that the state can take, whoever raises them.</summary>
    public static IReadOnlyList<EventType> In(CaseState state) => [.. EventCatalogue.All.Where(type => Table[type.Data].Allowed(state))];

    /// <summary>Why the state cannot take that type, or null when it can.</summary>
    internal static Rejected? WhyNot(CaseState state, EventType type)
    {
        var (allowed, needs, rule) = Table[type.Data];
        return allowed(state)
            ? null
            : CaseChange.NotAllowed(rule, $"{type.Name} needs {needs}; the case is {state.Stage}.");
    }

    private static bool InEngland(CaseState state) => state.Underway && !state.Regions.Legal.ThroughConvenor;

    private static bool CanBeProtected(CaseState state) => state.Stage != Closed && state.Born && !state.Regions.Legal.ThroughConvenor;

    private static bool HasActions(CaseState state) => state.PlanInForce && state.Plan!.Actions.Any(action => action.CompletedOn is null);

    private static bool EndIsAskedFor(CaseState state) => state.ApprovalOf(ApprovalKind.PlanEndingWithoutConference) is not null;

    private static bool AssessmentWaits(CaseState state) => state.Stage != Closed && state.Assessment is { Status: AssessmentStatus.Submitted };
}
