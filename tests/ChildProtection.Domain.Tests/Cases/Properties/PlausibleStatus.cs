using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Cases.Regions;
using ChildProtection.Domain.Tests.Cases.Support;
using ChildProtection.Domain.Text;
using static ChildProtection.Domain.Tests.Cases.Properties.Plausible;

namespace ChildProtection.Domain.Tests.Cases.Properties;

/// <summary>Plausible changes of the child's status.</summary>
internal static class PlausibleStatus
{
    private static readonly CaseTimeZone London = new("Europe/London");
    private static readonly FreeText Words = Some.Text(Marker);

    private static readonly HashSet<string> Types =
    [
        nameof(ConferenceRequested), nameof(ChildBorn), nameof(PregnancyEnded), nameof(LegalPlanningRequested), nameof(LegalPlanningHeld),
        nameof(PreProceedingsLetterSent), nameof(PreProceedingsMeetingHeld), nameof(PreProceedingsEnded), nameof(ProceedingsIssued), nameof(OrderMade),
        nameof(ConvenorReferralMade), nameof(ConvenorDecision), nameof(CyctDecision), nameof(JuvenileCourtDecision), nameof(PoliceProtectionTaken),
        nameof(EpoMade), nameof(EmergencyEnded), nameof(PlacementChanged), nameof(ChildMoved), nameof(TransferInNotified),
        nameof(ReceivingConferenceHeld), nameof(LeftUkPermanently), nameof(ChildDied), nameof(ChildTurned18),
    ];

    /// <summary>Whether the type is a change of the child's status.</summary>
    public static bool Knows(string type) => Types.Contains(type);

    public static CaseEvent? Data(EventType type, CaseState state, DateOnly on, int variant) => type.Name switch
    {
        nameof(ConferenceRequested) => new ConferenceRequested { ConferenceType = Pick<ConferenceType>(variant), Reason = Words, SupportedBySeniorManager = variant % 2 == 0 },
        nameof(ChildBorn) => new ChildBorn { BornAt = variant % 2 == 0 ? At(on, 1) : null, Sex = "F", Hospital = Words, MotherFitForMeeting = variant % 3 > 0 },
        nameof(PregnancyEnded) => new PregnancyEnded { Kind = Pick<PregnancyEndKind>(variant) },
        nameof(LegalPlanningRequested) => new LegalPlanningRequested { Urgent = variant % 2 == 0, Reason = Words },
        nameof(LegalPlanningHeld) => new LegalPlanningHeld { Outcome = Pick<LegalPlanningOutcome>(variant), SeparationRecommended = true, OptionsExplored = Words },
        nameof(PreProceedingsLetterSent) => new PreProceedingsLetterSent(),
        nameof(PreProceedingsMeetingHeld) => new PreProceedingsMeetingHeld { Summary = Words },
        nameof(PreProceedingsEnded) => new PreProceedingsEnded { Outcome = Pick<PreProceedingsOutcome>(variant) },
        nameof(ProceedingsIssued) => new ProceedingsIssued { AppliedFor = OrderType.Care },
        nameof(OrderMade) => new OrderMade { OrderType = Pick<OrderType>(variant), CaseContinues = variant % 3 > 0 },
        nameof(ConvenorReferralMade) => new ConvenorReferralMade { Reason = Words },
        nameof(ConvenorDecision) => new ConvenorDecision { Outcome = Pick<ConvenorOutcome>(variant) },
        nameof(CyctDecision) => new CyctDecision { GroundsAccepted = variant % 2 == 0, Outcome = Pick<InterventionOutcome>(variant) },
        nameof(JuvenileCourtDecision) => new JuvenileCourtDecision { Outcome = Pick<InterventionOutcome>(variant) },
        nameof(PoliceProtectionTaken) => new PoliceProtectionTaken { StartedAt = At(on, variant % 12) },
        nameof(EpoMade) => new EpoMade
        {
            MadeAt = variant % 2 == 0 ? At(on, variant % 12) : null,
            EndsAt = At(on, 17).AddDays(1 + (variant % 8)),
            Extension = state.Regions.Emergency.Status == EmergencyStatus.Epo,
        },
        nameof(EmergencyEnded) => new EmergencyEnded { EndedAt = At(on, variant % 24) },
        nameof(PlacementChanged) => new PlacementChanged { Placement = Pick<PlacementKind>(variant), TherapeuticWorkContinues = variant % 4 > 0, Reason = Words },
        nameof(ChildMoved) => new ChildMoved
        {
            Kind = Pick<MoveKind>(variant),
            NewAddress = Words,
            NewAuthority = variant % 8 < 6 ? "authority-dorset" : null,
            NotifiedOn = variant % 3 == 0 ? on : null,
            NoticeInWriting = variant % 3 > 0,
        },
        nameof(TransferInNotified) => TransferIn() with { Child = Some.Referral().Child with { LocalId = state.Child.LocalId } },
        nameof(ReceivingConferenceHeld) => new ReceivingConferenceHeld { PlanMade = variant % 2 == 0, ResponsibilityAcceptedInWritingOn = variant % 3 == 0 ? null : on },
        nameof(LeftUkPermanently) => new LeftUkPermanently { CountryNotified = variant % 2 == 0, AgenciesConsulted = state.Plan?.CoreGroupAgencies ?? [] },
        nameof(ChildDied) => new ChildDied { VerifiedByCertificate = variant % 2 == 0 },
        nameof(ChildTurned18) => new ChildTurned18(),
        _ => null,
    };

    public static TransferInNotified TransferIn()
    {
        var referral = Referral();
        return new() { FromAuthority = "authority-devon", Team = referral.Team, Child = referral.Child, Parents = referral.Parents };
    }

    private static DateTimeOffset At(DateOnly on, int hour) => London.At(on, new TimeOnly(hour, 30));
}
