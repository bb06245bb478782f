using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Conference;

/// <summary>What business support sends after a conference (E52, E53). A closed case accepts it too, while it is due.</summary>
internal static class ConferencePapers
{
    public static Decision SendDecisionLetter(DecisionBuilder change) =>
        OwedPapers.Give(change, DeadlineKinds.DecisionLetter, "Decision letter sent");

    public static Decision IssueRecord(DecisionBuilder change) =>
        OwedPapers.Give(change, DeadlineKinds.ConferenceRecord, "Conference record issued");
}
