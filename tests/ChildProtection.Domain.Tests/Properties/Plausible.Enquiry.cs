using ChildProtection.Domain.Assessment;
using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Referral;

namespace ChildProtection.Domain.Tests.Properties;

/// <summary>Referral, assessment, enquiry, Child in Need plan and closure.</summary>
internal static partial class Plausible
{
    private static CaseEvent? OfEnquiry(string type, int variant) =>
        type switch
        {
            "ReferralReceived" => OfReferral(),
            "ReferralDecision" => new ReferralDecision
            {
                Outcome = Pick<ReferralOutcome>(variant % 10 == 0 ? 0 : 2 + (variant % 2)),
                Reason = Words,
                InformReferrer = variant % 2 == 0,
            },
            "NewConcern" => new NewConcern { SignificantHarm = variant % 3 > 0, Concern = Words },
            "AssessmentStarted" => new AssessmentStarted(),
            "AssessmentSubmitted" => new AssessmentSubmitted
            {
                Conclusion = Pick<AssessmentConclusion>(variant % 5 == 0 ? variant : 0),
                Factors = variant % 7 == 0 ? ["21"] : ["18B"],
                Reason = Words,
            },
            "AssessmentCounterSigned" => new AssessmentCounterSigned { Comment = Words },
            "AssessmentReturned" => new AssessmentReturned { Comment = Words },
            "StrategyDiscussionHeld" => new StrategyDiscussionHeld
            {
                Attendees = ["csc", "police", "health"],
                S47Initiated = variant % 4 > 0,
                EmergencyAction = Words,
            },
            "Section47Concluded" => variant % 4 > 0
                ? new Section47Concluded { Outcome = EnquiryOutcome.ConferenceNeeded, Reason = Words }
                : new Section47Concluded
                {
                    Outcome = variant / 8 % 2 == 1 ? EnquiryOutcome.SubstantiatedNoConference : EnquiryOutcome.NotSubstantiated,
                    Next = Pick<EnquiryNext>(variant / 4 % 5 == 0 ? 2 : variant / 4 % 2),
                    Reason = Words,
                },
            "CaseClosed" => new CaseClosed { ClosureCode = variant % 2 == 0 ? "RC7" : "RC8", Reason = Words },
            "CinPlanReviewed" => new CinPlanReviewed { Summary = Words },
            "CinPlanEnded" => new CinPlanEnded { Reason = Words },
            _ => null,
        };
}
