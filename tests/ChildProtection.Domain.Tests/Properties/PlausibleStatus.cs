using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Conference;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Emergency;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Legal.Guernsey;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Tests.Support;
using ChildProtection.Domain.Text;
using ChildProtection.Domain.Transfer;
using ChildProtection.Domain.Unborn;
using static ChildProtection.Domain.Tests.Properties.Plausible;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>Plausible changes of the child's status.</summary>
internal static class PlausibleStatus
{
    private static readonly CaseTimeZone London = new("Europe/London");
    private static readonly FreeText Words = Sample.Text(Marker);

    private static readonly HashSet<string> Types =
    [
        "ConferenceRequested", "ChildBorn", "PregnancyEnded", "LegalPlanningRequested", "LegalPlanningHeld",
        "PreProceedingsLetterSent", "PreProceedingsMeetingHeld", "PreProceedingsEnded", "ProceedingsIssued", "OrderMade",
        "ConvenorReferralMade", "ConvenorDecision", "CyctDecision", "JuvenileCourtDecision", "PoliceProtectionTaken",
        "EpoMade", "EmergencyEnded", "PlacementChanged", "ChildMoved", "TransferInNotified",
        "ReceivingConferenceHeld", "LeftUkPermanently", "ChildDied", "ChildTurned18",
    ];

    /// <summary>Whether the type is a change of the child's status.</summary>
    public static bool Knows(string type) => Types.Contains(type);

    public static CaseEvent? Data(EventDefinition type, CaseState state, DateOnly on, int variant) =>
        type.Name switch
        {
            "ConferenceRequested" => new ConferenceRequested
            {
                ConferenceType = Pick<ConferenceType>(variant),
                Reason = Words,
                SupportedBySeniorManager = variant % 2 == 0,
            },
            "ChildBorn" => new ChildBorn
            {
                BornAt = variant % 2 == 0 ? At(on, 1) : null,
                Sex = "F",
                Hospital = Words,
                MotherFitForMeeting = variant % 3 > 0,
            },
            "PregnancyEnded" => new PregnancyEnded { Kind = Pick<PregnancyEndKind>(variant) },
            "LegalPlanningRequested" => new LegalPlanningRequested { Urgent = variant % 2 == 0, Reason = Words },
            "LegalPlanningHeld" => new LegalPlanningHeld
            {
                Outcome = Pick<LegalPlanningOutcome>(variant),
                SeparationRecommended = true,
                OptionsExplored = Words,
            },
            "PreProceedingsLetterSent" => new PreProceedingsLetterSent(),
            "PreProceedingsMeetingHeld" => new PreProceedingsMeetingHeld { Summary = Words },
            "PreProceedingsEnded" => new PreProceedingsEnded { Outcome = Pick<PreProceedingsOutcome>(variant) },
            "ProceedingsIssued" => new ProceedingsIssued { AppliedFor = OrderType.Care },
            "OrderMade" => new OrderMade { OrderType = Pick<OrderType>(variant), CaseContinues = variant % 3 > 0 },
            "ConvenorReferralMade" => new ConvenorReferralMade { Reason = Words },
            "ConvenorDecision" => new ConvenorDecision { Outcome = Pick<ConvenorOutcome>(variant) },
            "CyctDecision" => new TribunalDecision { GroundsAccepted = variant % 2 == 0, Outcome = Pick<InterventionOutcome>(variant) },
            "JuvenileCourtDecision" => new JuvenileCourtDecision { Outcome = Pick<InterventionOutcome>(variant) },
            "PoliceProtectionTaken" => new PoliceProtectionTaken { StartedAt = At(on, variant % 12) },
            "EpoMade" => new EmergencyProtectionOrderMade
            {
                MadeAt = variant % 2 == 0 ? At(on, variant % 12) : null,
                EndsAt = At(on, 17).AddDays(1 + (variant % 8)),
                Extension = state.Regions.Emergency.Status == EmergencyStatus.Epo,
            },
            "EmergencyEnded" => new EmergencyEnded { EndedAt = At(on, variant % 24) },
            "PlacementChanged" => new PlacementChanged
            {
                Placement = Pick<PlacementKind>(variant),
                TherapeuticWorkContinues = variant % 4 > 0,
                Reason = Words,
            },
            "ChildMoved" => new ChildMoved
            {
                Kind = Pick<MoveKind>(variant),
                NewAddress = Words,
                NewAuthority = variant % 8 < 6 ? "authority-dorset" : null,
                NotifiedOn = variant % 3 == 0 ? on : null,
                NoticeInWriting = variant % 3 > 0,
            },
            "TransferInNotified" => TransferIn() with { Child = Sample.Referral().Child with { LocalId = state.Child.LocalId } },
            "ReceivingConferenceHeld" => new ReceivingConferenceHeld
            {
                PlanMade = variant % 2 == 0,
                ResponsibilityAcceptedInWritingOn = variant % 3 == 0 ? null : on,
            },
            "LeftUkPermanently" => new LeftUkPermanently
            {
                CountryNotified = variant % 2 == 0,
                AgenciesConsulted = state.Plan?.CoreGroupAgencies ?? [],
            },
            "ChildDied" => new ChildDied { VerifiedByCertificate = variant % 2 == 0 },
            "ChildTurned18" => new ChildTurned18(),
            _ => null,
        };

    public static TransferInNotified TransferIn()
    {
        var referral = OfReferral();
        return new() { FromAuthority = "authority-devon", Team = referral.Team, Child = referral.Child, Parents = referral.Parents };
    }

    private static DateTimeOffset At(DateOnly on, int hour) => London.At(on, new TimeOnly(hour, 30));
}
