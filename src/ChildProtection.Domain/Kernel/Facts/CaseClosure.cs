namespace ChildProtection.Domain.Kernel.Facts;

public enum CaseOutcome
{
    ReferralNoFurtherAction,
    AssessedNoFurtherAction,
    AssessedEarlyHelp,
    Section47NoFurtherAction,
    ConferenceNoPlan,
    PlanEnded,
    StepDownEnded,
    ClosedByManager,
    Transferred,
    LeftUk,
    Died,
    Turned18,
    PregnancyEnded,
    Adopted,
    ChildArrangements,
    SpecialGuardianship,
}

/// <param name="On">Local day of closure.</param>
/// <param name="Outcome">Which way the case ended.</param>
/// <param name="CensusCode">Reason for closure, null when the census has none: of a referral without further action, and of a case of
/// Guernsey, which makes no return to England.</param>
public sealed record CaseClosure(DateOnly On, CaseOutcome Outcome, string? CensusCode);
