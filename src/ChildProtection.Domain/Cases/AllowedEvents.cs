using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Cases.Regions;
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
        [typeof(Section47Concluded)] = (state => state.Stage == Section47, "a section 47 enquiry under way", "domain 3.6 A, E06"),
        [typeof(ConferenceBooked)] = (state => state.Stage is ConferencePending or OutlinePlan or PlanActive && state.Conference is not { OpenedOn: not null },
            "a conference that is needed, and none whose outcome is missing", "domain 3.6 A, E08"),
        [typeof(ReportShared)] = (state => state.Conference is { OpenedOn: null }, "a conference that is booked", "S2-08"),
        [typeof(ConferenceRescheduled)] = (state => state.Conference is { OpenedOn: null }, "a conference that is booked", "domain 3.6 B, rescheduling"),
        [typeof(ConferenceInquorate)] = (state => state.Conference is { OpenedOn: null }, "a conference that is booked", "domain 2.3, quorum"),
        [typeof(ConferenceHeld)] = (state => state.Stage is ConferencePending or OutlinePlan or PlanActive or ReviewInSession,
            "an enquiry that ended in the need for a conference, or a plan in force", "domain 3.6 A, E12"),
        [typeof(DecisionLetterSent)] = (state => state.Has(DeadlineKinds.DecisionLetter), "a conference whose decision letter is owed", "domain 2.3, decisionLetter"),
        [typeof(ConferenceRecordIssued)] = (state => state.Has(DeadlineKinds.ConferenceRecord), "a conference whose record is owed", "domain 2.3, conferenceRecord"),
        [typeof(EndNoticesSent)] = (state => state.Has(DeadlineKinds.EndNotification), "a plan that ended and whose notices are owed", "domain 2.3, endNotification"),
        [typeof(CoreGroupBooked)] = (state => state.HasCoreGroup, "a plan in force", "S3-08"),
        [typeof(CoreGroupRescheduled)] = (state => state.HasCoreGroup, "a plan in force", "S3-59"),
        [typeof(CoreGroupHeld)] = (state => state.HasCoreGroup, "a plan in force", "S3-43"),
        [typeof(CoreGroupNotesCirculated)] = (state => state.Has(DeadlineKinds.CoreGroupNotes), "a core group whose notes are owed", "S3-26"),
        [typeof(PlanVersionPublished)] = (state => state.PlanInForce && state.Plan!.Version >= 1, "a plan whose detail is agreed", "domain 4, versions"),
        [typeof(VisitMade)] = (state => state.Underway, "a case with further action", "S0-29"),
        [typeof(VisitFailed)] = (state => state.Underway, "a case with further action", "S3-67"),
        [typeof(AccessDifficultyReported)] = (state => state.PlanInForce, "a plan in force", "S3-46"),
        [typeof(AccessActionPlanAgreed)] = (state => state.PlanInForce && state.Regions.Access.Status == AccessStatus.AccessConcern, "an access concern", "S3-47"),
        [typeof(ImplementationDifficulty)] = (state => state.HasCoreGroup, "a plan in force", "S3-60"),
        [typeof(ChangeProposed)] = (state => state.HasCoreGroup, "a plan in force", "S0-42"),
        [typeof(ChangeDecided)] = (state => state.Has(DeadlineKinds.ChangeProposalAnswer), "a proposed change that waits for an answer", "S0-42"),
        [typeof(UnexpectedEvent)] = (state => state.HasCoreGroup, "a plan in force", "S0-36"),
        [typeof(UnexpectedEventDecided)] = (state => state.HasCoreGroup && state.Regions.UnexpectedEvents.Waiting.Count > 0, "an unexpected event on which nothing is decided", "S0-36"),
        [typeof(EscalatedToManager)] = (state => state.Underway, "a case with further action", "S0-32"),
        [typeof(PlanNotWorking)] = (state => state.HasCoreGroup, "a plan in force", "domain 3.6 B, plan not working"),
        [typeof(EarlyReviewRequested)] = (state => state.HasCoreGroup, "a plan in force", "domain 3.6 B, early review"),
        [typeof(EarlyReviewDecided)] = (state => state.Has(DeadlineKinds.EarlyReviewDecision), "a request for an early review", "domain 3.6 B, early review"),
        [typeof(DisputeRaised)] = (state => state.HasCoreGroup, "a plan in force", "S3-69"),
        [typeof(DisputeStageOutcome)] = (state => state.HasCoreGroup && state.Regions.Disputes.Count > 0, "a dispute that is not resolved", "S3-69"),
        [typeof(ComplaintReceived)] = (state => state.Stage != Closed, "an open case", "S3-24"),
        [typeof(ComplaintAnswered)] = (state => state.Stage != Closed && state.Regions.Complaints.Waiting.Count > 0, "a complaint that is not answered", "S3-24"),
        [typeof(LswNamed)] = (state => state.Underway, "a case with further action", "domain 3.2, E13"),
        [typeof(LswChanged)] = (state => state.Underway && state.LeadSocialWorker is not null, "a case that has a lead social worker", "domain 3.2, E13"),
        [typeof(CinPlanReviewed)] = (state => state.Has(DeadlineKinds.CinReview), "a Child in Need plan", "domain 3.6 A, E47"),
        [typeof(CinPlanEnded)] = (state => state.Stage == StepDownCin, "a Child in Need plan", "domain 3.6 A, E47"),
        [typeof(PlanEnded)] = (state => state.HasCoreGroup, "a plan in force", "domain 3.6 A, E46"),
        [typeof(ApprovalDecided)] = (state => state.Approvals.Count > 0, "something that waits for a decision", "domain 3.2, E56"),
        [typeof(CaseRestricted)] = (_ => true, "a case", "baseline, restricted cases"),
        [typeof(RestrictionReviewed)] = (_ => true, "a case", "baseline, restricted cases"),
        [typeof(RestrictionLifted)] = (_ => true, "a case", "baseline, restricted cases"),
        [typeof(CaseClosed)] = (state => state.Stage is Assessing or StepDownCin or LookedAfter, "a case without plan, enquiry or conference", "domain 3.3, E48"),
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

    private static bool AssessmentWaits(CaseState state) => state.Stage != Closed && state.Assessment is { Status: AssessmentStatus.Submitted };
}
