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

    /// <summary>The review stays due on its day.</summary>
    public static Decision Decide(DecisionBuilder change, RestrictionAgreed data) =>
        Count(change, data.Change, "A second manager agreed to the restriction of the case");

    /// <summary>The review of the restriction before it stays due, where there was one.</summary>
    public static Decision Decide(DecisionBuilder change, RestrictionDeclined data) => data.FormerGoesOn
        ? Count(change, data.Change, "A second manager declined the change of the restriction; the one before it goes on")
        : Decide(change, data.Change, again: false, "A second manager declined the restriction of the case; it has ended");

    public static Decision Decide(DecisionBuilder change, RestrictionLifted data) =>
        Decide(change, data.Change, again: false, "Restriction of the case lifted");

    private static Decision Count(DecisionBuilder change, int number, string summary)
    {
        change.IsActivity = false;
        change.State = change.State with { RestrictionChanges = Math.Max(number, change.State.RestrictionChanges) };
        return change.Accept(summary);
    }

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
