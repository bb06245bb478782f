using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Oversight;

/// <summary>
/// A restriction of the case has its review as a deadline, in whatever stage the case is, closed included. The restriction itself holds
/// from the moment it was asked for; what comes here is its record, which may come late or out of order: only what is newer than the newest
/// counts.
/// </summary>
internal static class Restrictions
{
    public static Decision Decide(DecisionBuilder change, CaseRestricted data) =>
        Decide(change, data.Change, again: true, "Access to the case restricted");

    public static Decision Decide(DecisionBuilder change, RestrictionReviewed data) =>
        Decide(change, data.Change, again: true, "Restriction of the case reviewed; it goes on");

    public static Decision Decide(DecisionBuilder change, RestrictionLifted data) =>
        Decide(change, data.Change, again: false, "Restriction of the case lifted");

    private static Decision Decide(DecisionBuilder change, int number, bool again, string summary)
    {
        // Who may read a case is nothing that is done on it: a closure may be dated before it.
        change.IsActivity = false;
        if (number > change.State.RestrictionChanges)
        {
            change.State = change.State with { RestrictionChanges = number };
            change.Meet(DeadlineKinds.RestrictionReview);
            if (again)
                summary +=
                    $"; to be reviewed by {DateText.Date(change.OpenDeadline(DeadlineKinds.RestrictionReview, change.OccurredOn).DueOn)}";
        }

        return change.Accept(summary);
    }
}
