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

    /// <summary>It opens a case, by a route of its own.</summary>
    public bool Opens => Data.IsAssignableTo(typeof(IOpensCase));

    /// <summary>The kinds of agency that raise it, such as <c>police</c>; empty when any agency does that has the role. See <see cref="AgencyCodes.KindOf"/>.</summary>
    public IReadOnlyList<string> AgencyKinds { get; init; } = [];

    /// <summary>Whether that role raises it, for an agency with that code.</summary>
    public bool IsRaisedBy(Role role, string? agency) =>
        Roles.Contains(role) && (role != Role.Agency || AgencyKinds.Count == 0 || (agency is not null && AgencyKinds.Contains(AgencyCodes.KindOf(agency))));
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
        Of<PlanAccepted>("Plan accepted", SocialWorker, Agency),
        Of<PlanDeclined>("Plan declined", SocialWorker, Agency),
        Of<PlanExplained>("Plan explained", SocialWorker),
        Of<AdultRecordCopied>("Plan placed on an adult record", SocialWorker, Agency),
        Of<ActionCompleted>("Action of the plan completed", SocialWorker, Agency),
        Of<ActionOverrun>("Action of the plan takes longer", SocialWorker, Agency),
        Of<ActionVaried>("Action of the plan given another date", SocialWorker, Agency),
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
        Of<ConferenceRequested>("Conference requested", TeamManager, Agency),
        Of<ChildBorn>("Child born", SocialWorker, TeamManager, Agency) with { AgencyKinds = Health },
        Of<PregnancyEnded>("Pregnancy ended", SocialWorker, TeamManager, Agency) with { AgencyKinds = Health },
        Of<LegalPlanningRequested>("Legal planning requested", SocialWorker, TeamManager),
        Of<LegalPlanningHeld>("Legal planning held", TeamManager, Agency) with { AgencyKinds = Courts },
        Of<PreProceedingsLetterSent>("Letter before proceedings sent", TeamManager, Agency) with { AgencyKinds = Courts },
        Of<PreProceedingsMeetingHeld>("Meeting under pre-proceedings held", TeamManager, Agency) with { AgencyKinds = Courts },
        Of<PreProceedingsEnded>("Pre-proceedings ended", TeamManager, Agency) with { AgencyKinds = Courts },
        Of<ProceedingsIssued>("Care proceedings issued", TeamManager, Agency) with { AgencyKinds = Courts },
        Of<OrderMade>("Order made", TeamManager, Agency) with { AgencyKinds = Courts },
        Of<ConvenorReferralMade>("Referred to the Children's Convenor", SocialWorker, TeamManager, Agency) with { AgencyKinds = Convenor },
        Of<ConvenorDecision>("Convenor's decision", TeamManager, Agency) with { AgencyKinds = Convenor },
        Of<CyctDecision>("Tribunal's decision", TeamManager, Agency) with { AgencyKinds = Convenor },
        Of<JuvenileCourtDecision>("Juvenile Court's decision", TeamManager, Agency) with { AgencyKinds = Convenor },
        Of<PoliceProtectionTaken>("Police protection taken", TeamManager, Agency) with { AgencyKinds = Police },
        Of<EpoMade>("Emergency protection order made", TeamManager, Agency) with { AgencyKinds = Courts },
        Of<EmergencyEnded>("Emergency protection ended", TeamManager, Agency) with { AgencyKinds = [.. Police, .. Courts] },
        Of<PlacementChanged>("Placement changed", SocialWorker),
        Of<ChildMoved>("Child moved", SocialWorker, TeamManager, Agency),
        Of<TransferInNotified>("Transfer in notified", SocialWorker, TeamManager, BusinessSupport, Agency) with { AgencyKinds = Authority },
        Of<ReceivingConferenceHeld>("Receiving authority's conference held", TeamManager, Agency) with { AgencyKinds = Authority },
        Of<LeftUkPermanently>("Left the United Kingdom for good", TeamManager, Role.ConferenceChair),
        Of<ChildDied>("Child died", SocialWorker, TeamManager, Agency),
        Of<ChildTurned18>("Eighteenth birthday", Administrator) with { Indirect = true },
        Of<ProfileChanged>("Profile changed", Administrator),
        Of<CalendarChanged>("Calendar changed", Administrator),
        Of<CaseClosed>("Case closed", TeamManager),
    ];

    private static string[] Health => ["health"];

    private static string[] Police => ["police"];

    private static string[] Courts => ["legal", "court"];

    private static string[] Convenor => ["convenor", "tribunal", "legal", "court"];

    private static string[] Authority => ["authority"];

    private static readonly FrozenDictionary<string, EventType> ByName = All.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The type of that name, null when there is none. Names are case-sensitive.</summary>
    public static EventType? Find(string name) => ByName.GetValueOrDefault(name);

    /// <summary>The type whose data is <typeparamref name="T"/>.</summary>
    public static EventType Of<T>() where T : CaseEvent, INamedEvent => ByName[T.WireName];

    /// <summary>The type that <paramref name="data"/> belongs to.</summary>
    public static EventType Of(CaseEvent data) => ByName[EventNames.Of(data)];

    private static EventType Of<T>(string title, params Role[] roles) where T : CaseEvent, INamedEvent => new(T.WireName, title, typeof(T), roles);
}
