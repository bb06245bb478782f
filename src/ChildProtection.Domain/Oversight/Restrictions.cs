using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Oversight;

/// <summary>
/// The review of a restriction is a deadline in every stage, closed included. The restriction itself applies at once; this is its record,
/// which may come late or out of order, so only a newer change than the newest counts.
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
        // A restriction is no activity on the case, so a closure may have an earlier date.
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
