using System.Collections.Frozen;
using ChildProtection.Domain.Cases.Events;
using static ChildProtection.Domain.Cases.Role;

namespace ChildProtection.Domain.Cases;

/// <summary>One type of event: its name on the interface, its data, who raises it.</summary>
/// <param name="Name">As in the <c>type</c> field, PascalCase.</param>
/// <param name="Title">For people.</param>
/// <param name="Data">The record that holds its fields.</param>
/// <param name="Roles">The account roles that raise it.</param>
public sealed record EventType(string Name, string Title, Type Data, IReadOnlyList<Role> Roles)
{
    /// <summary>It follows from something else, a decision on an approval or a change of a restriction; nobody raises it as an event.</summary>
    public bool Indirect { get; init; }
}

/// <summary>Every event that a case understands.</summary>
public static class EventCatalogue
{
    public static IReadOnlyList<EventType> All { get; } =
    [
        Of<ReferralReceived>("Referral received", SocialWorker, TeamManager, BusinessSupport, Agency),
        Of<ReferralDecision>("Decision on the referral", TeamManager),
        Of<NewConcern>("New concern", SocialWorker, TeamManager, Agency),
        Of<AssessmentStarted>("Assessment started", SocialWorker),
        Of<AssessmentSubmitted>("Assessment submitted", SocialWorker),
        Of<AssessmentCounterSigned>("Assessment counter-signed", TeamManager),
        Of<AssessmentReturned>("Assessment returned", TeamManager),
        Of<StrategyDiscussionHeld>("Strategy discussion held", TeamManager),
        Of<Section47Concluded>("Section 47 enquiry concluded", SocialWorker, TeamManager),
        Of<ConferenceBooked>("Conference booked", BusinessSupport, Role.ConferenceChair),
        Of<ReportShared>("Report shared", SocialWorker, Agency),
        Of<ConferenceRescheduled>("Conference rescheduled", BusinessSupport, Role.ConferenceChair, SocialWorker),
        Of<ConferenceInquorate>("Conference inquorate", Role.ConferenceChair),
        Of<ConferenceHeld>("Conference held", Role.ConferenceChair),
        Of<DecisionLetterSent>("Decision letter sent", BusinessSupport, Role.ConferenceChair),
        Of<ConferenceRecordIssued>("Conference record issued", BusinessSupport, Role.ConferenceChair),
        Of<CoreGroupBooked>("Core group booked", SocialWorker),
        Of<CoreGroupRescheduled>("Core group rescheduled", SocialWorker),
        Of<CoreGroupHeld>("Core group held", SocialWorker),
        Of<CoreGroupNotesCirculated>("Core group notes circulated", SocialWorker),
        Of<PlanVersionPublished>("Plan version published", SocialWorker),
        Of<VisitMade>("Visit made", SocialWorker, Agency),
        Of<VisitFailed>("Visit failed", SocialWorker, Agency),
        Of<AccessDifficultyReported>("Difficulty in seeing the child reported", SocialWorker, Agency),
        Of<AccessActionPlanAgreed>("Plan of action for seeing the child agreed", SocialWorker),
        Of<ImplementationDifficulty>("Difficulty in carrying out the plan", SocialWorker, Agency),
        Of<ChangeProposed>("Change of the plan proposed", SocialWorker, Agency),
        Of<ChangeDecided>("Proposed change decided", SocialWorker),
        Of<UnexpectedEvent>("Unexpected event", SocialWorker, TeamManager, Agency),
        Of<UnexpectedEventDecided>("Decision on an unexpected event", TeamManager),
        Of<EscalatedToManager>("Escalated to the manager", SocialWorker),
        Of<PlanNotWorking>("Plan not working", SocialWorker, TeamManager, Agency),
        Of<EarlyReviewRequested>("Early review requested", SocialWorker, Agency, Role.ConferenceChair),
        Of<EarlyReviewDecided>("Decision on the early review", Role.ConferenceChair, ServiceManager),
        Of<DisputeRaised>("Dispute raised", SocialWorker, Agency),
        Of<DisputeStageOutcome>("Outcome of a stage of a dispute", SocialWorker, TeamManager, ServiceManager, HeadOfService),
        Of<ComplaintReceived>("Complaint received", SocialWorker, TeamManager, BusinessSupport),
        Of<ComplaintAnswered>("Complaint answered", TeamManager),
        Of<LswNamed>("Lead social worker named", TeamManager, Role.ConferenceChair),
        Of<LswChanged>("Lead social worker changed", TeamManager, Role.ConferenceChair),
        Of<EndNoticesSent>("End-of-plan notices sent", BusinessSupport, SocialWorker),
        Of<CinPlanReviewed>("Child in Need plan reviewed", SocialWorker),
        Of<CinPlanEnded>("Child in Need plan ended", SocialWorker),
        Of<PlanEnded>("Plan ended without a conference", TeamManager, Role.ConferenceChair),
        Of<ApprovalDecided>("Decision on an approval", [.. ApprovalRules.Deciders]) with { Indirect = true },
        Of<CaseRestricted>("Case restricted", ServiceManager, HeadOfService) with { Indirect = true },
        Of<RestrictionReviewed>("Restriction reviewed", ServiceManager, HeadOfService) with { Indirect = true },
        Of<RestrictionLifted>("Restriction lifted", ServiceManager, HeadOfService) with { Indirect = true },
        Of<CaseClosed>("Case closed", TeamManager),
    ];

    private static readonly FrozenDictionary<string, EventType> ByName = All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of that name, null when there is none. Names are case-sensitive.</summary>
    public static EventType? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The type that <paramref name="data"/> belongs to.</summary>
    public static EventType Of(CaseEvent data) => ByName[data.GetType().Name];

    private static EventType Of<T>(string title, params Role[] roles) where T : CaseEvent => new(typeof(T).Name, title, typeof(T), roles);
}
