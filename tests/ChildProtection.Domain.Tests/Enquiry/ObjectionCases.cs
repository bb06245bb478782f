using ChildProtection.Domain.Enquiry;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Profiles;
using ChildProtection.Domain.Referral;
using ChildProtection.Domain.Tests.Support;

namespace ChildProtection.Domain.Tests.Enquiry;

/// <summary>Cases under a profile where an agency may object to closing (T41).</summary>
internal static class ObjectionCases
{
    public static readonly ProcedureCatalogue WithObjection = ProcedureCatalogue.With(
        [
            new ProcedureFile("objection.json", """
                { "id": "EN-OBJECTION", "version": "1.0", "title": "England, where an agency may object", "base": "EN-WT2023",
                  "baseVersion": "1.0", "parameters": { "noConferenceObjection": { "title": "Ask for a conference",
                    "value": 3, "unit": "workingDays", "anchor": "section47Concluded", "direction": "after",
                    "pattern": "short", "responsible": "serviceManager", "source": ["product choice"] } } }
                """),
        ],
        []);

    /// <summary>Closing was agreed on 11 February 2027; agencies may ask for a conference until the sixteenth.</summary>
    public static CaseDriver ClosingAgreed() => CaseDriver
        .Open("2027-01-28 10:15", referral: Sample.Referral() with { Profile = "EN-OBJECTION" }, catalogue: WithObjection)
        .Raise("2027-01-29", Sample.Decision(ReferralOutcome.Assess))
        .Raise("2027-01-29", Sample.Concern())
        .Raise("2027-02-01", Sample.Discussion())
        .Raise("2027-02-10", Ending(EnquiryOutcome.SubstantiatedNoConference, EnquiryNext.Close))
        .Decide("2027-02-11", ApprovalVerdict.Approve, Role.ServiceManager);

    public static Section47Concluded Ending(EnquiryOutcome outcome, EnquiryNext next) =>
        new() { Outcome = outcome, Next = next, Reason = Sample.Words };
}
