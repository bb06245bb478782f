using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Legal.England;

/// <summary>
/// Lead social worker and line manager consider a legal planning meeting after a difficulty with the plan; what they decided and why is
/// recorded by the meeting that deals with it.
/// </summary>
internal static class LegalConsiderations
{
    private const string Rule = "S3-66";

    public static Rejected? Validate(DecisionBuilder change, LegalPlanningConsideration? considered) =>
        considered?.DecidedWith == change.Signal.Actor.Subject
            ? DecisionBuilder.Invalid(
                "/data/legalPlanningConsidered/decidedWith",
                Rule,
                "must be another account than your own: lead social worker and manager consider it together")
            : null;

    /// <summary>Call it before the difficulty is met: afterwards nothing is left to consider.</summary>
    public static void Follow(DecisionBuilder change, LegalPlanningConsideration? considered)
    {
        if (considered is null)
        {
            if (change.FindOpenDeadline(DeadlineKinds.DifficultyMeeting) is { } owed && change.OccurredOn >= owed.Anchor.On)
                change.Warn(
                    "After a difficulty the lead social worker and the manager must consider a legal planning meeting. "
                    + "Record in legalPlanningConsidered what they decided, and why.");
        }
        else if (considered.Wanted && !change.HasOpenDeadline(DeadlineKinds.LegalPlanningMeeting))
        {
            LegalSteps.Ask(change, urgent: false);
        }
    }
}
