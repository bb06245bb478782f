namespace ChildProtection.Domain.Cases.Events;

public enum EnquiryOutcome
{
    NotSubstantiated,
    SubstantiatedNoConference,
    ConferenceNeeded,
}
