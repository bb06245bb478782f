using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.CoreGroup;

/// <summary>
/// When the core group meets next: from meeting to meeting, or in some profiles from the first review on (domain 2.1, C2).
/// </summary>
internal static class CoreGroupCycle
{
    /// <summary>The next meeting's duty.</summary>
    /// <param name="plan">At least one core group was held under it.</param>
    /// <param name="profile">Says from what the meetings after the first review are counted.</param>
    public static DeadlineTerms Next(PlanFacts plan, ProcedureProfile profile)
    {
        var previous = plan.LastCoreGroupOn!.Value;
        var kind = Kind(plan);
        return
            kind == DeadlineKinds.CoreGroupLaterAfterFirstReview
            && CountsFromReview(profile)
            && plan.FirstReviewOn is { } review
            && review > previous
            // A plan that wants meetings more often than the profile goes on counting from the last one, so that no review makes the gap
            // longer.
            ? new DeadlineTerms(kind, review)
            {
                AnchorEvent = AnchorEvents.ConferenceHeld,
                PlanPeriod = plan.CoreGroupFrequency,
                PlanAnchorOn = previous,
            }
            : new DeadlineTerms(kind, previous) { AnchorEvent = CoreGroupHeld.WireName, PlanPeriod = plan.CoreGroupFrequency };
    }

    /// <summary>
    /// After the first review: where the profile counts from it, the open meeting is counted again, unless it should have been held before.
    /// </summary>
    public static void Review(DecisionBuilder change, DateOnly reviewedOn)
    {
        if (!CountsFromReview(change.Context.Profile)
            || change.FindOpenDeadline(DeadlineKinds.CoreGroupLaterBeforeFirstReview) is not { } open
            || open.DueOn < reviewedOn)
            return;
        change.Supersede(open.Kind);
        change.OpenDeadline(Next(change.State.Plan!, change.Context.Profile));
    }

    /// <summary>How many dates ahead the first core group after a conference must fix at least.</summary>
    public static int DatesToFix(ProcedureProfile profile) => profile.Code("cgDatesFixedAhead") == "nextTwo" ? 2 : 1;

    private static string Kind(PlanFacts plan)
    {
        if (plan.ReviewsHeld > 0)
            return DeadlineKinds.CoreGroupLaterAfterFirstReview;
        return plan.CoreGroupsHeld == 1 ? DeadlineKinds.CoreGroupSecond : DeadlineKinds.CoreGroupLaterBeforeFirstReview;
    }

    private static bool CountsFromReview(ProcedureProfile profile) =>
        profile.Code("cgLaterAfterFirstReviewAnchor") == "laterOfFirstReviewAndPreviousCoreGroup";
}
