namespace ChildProtection.Domain.Kernel.Facts;

public enum EnquiryOutcome
{
    NotSubstantiated,
    SubstantiatedNoConference,
    ConferenceNeeded,
}
