using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Legal.Guernsey;

/// <summary>
/// Guernsey's way: the Children's Convenor, the Child, Youth and Community Tribunal, the Juvenile Court (E36, S1-51, S1-52). A plan ends at
/// a review, not here (domain 3.7, T-15).
/// </summary>
internal static class ConvenorSteps
{
    public static Decision Refer(DecisionBuilder change)
    {
        Set(change, LegalStatus.ConvenorReferred);
        return change.Accept("Referred to the Children's Convenor");
    }

    public static Decision Decide(DecisionBuilder change, ConvenorDecision data)
    {
        Set(change, data.Outcome switch
        {
            ConvenorOutcome.TribunalHearing => LegalStatus.CyctHearing,
            ConvenorOutcome.JuvenileCourt => LegalStatus.JuvenileCourt,
            _ => LegalStatus.Decided,
        });
        return change.Accept(data.Outcome switch
        {
            ConvenorOutcome.TribunalHearing => "Convenor: tribunal hearing",
            ConvenorOutcome.JuvenileCourt => "Convenor: referred to the Juvenile Court",
            _ => "Convenor: no compulsory intervention",
        });
    }

    public static Decision Decide(DecisionBuilder change, TribunalDecision data)
    {
        if (!data.GroundsAccepted && data.Outcome == InterventionOutcome.CompulsoryIntervention)
            return DecisionBuilder.Invalid(
                "/data/outcome",
                "domain 3.6 B, Guernsey legal",
                "must not be compulsoryIntervention unless child and family accept the grounds; refer on, or decide without it");
        Set(change, data.Outcome == InterventionOutcome.ReferredOn ? LegalStatus.JuvenileCourt : LegalStatus.Decided);
        return change.Accept($"Tribunal: {Name(data.Outcome)}");
    }

    public static Decision Decide(DecisionBuilder change, JuvenileCourtDecision data)
    {
        Set(change, data.Outcome == InterventionOutcome.ReferredOn ? LegalStatus.CyctHearing : LegalStatus.Decided);
        return change.Accept($"Juvenile Court: {Name(data.Outcome)}");
    }

    private static string Name(InterventionOutcome outcome) => outcome switch
    {
        InterventionOutcome.CompulsoryIntervention => "compulsory intervention",
        InterventionOutcome.NoCompulsoryIntervention => "no compulsory intervention",
        _ => "referred on",
    };

    private static void Set(DecisionBuilder change, LegalStatus status) =>
        change.State = change.State with
        {
            Regions = change.State.Regions with { Legal = change.State.Regions.Legal with { Status = status } },
        };
}
