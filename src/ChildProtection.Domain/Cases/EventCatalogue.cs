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
