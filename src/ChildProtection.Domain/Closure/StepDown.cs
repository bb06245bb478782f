using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Closure;

/// <summary>A Child in Need plan: it begins, is reviewed at the same interval again and again, and ends (E47).</summary>
internal static class StepDown
{
    public static Decision Begin(DecisionBuilder change, string summary) => Begin(change, change.OccurredOn, summary);

    /// <param name="change">The decision in the making.</param>
    /// <param name="on">The day the plan starts: that on which the child protection plan ended, if there was one (census rule 4016), or the
    /// one that the profile counts from it.</param>
    /// <param name="summary">For the chronology.</param>
    public static Decision Begin(DecisionBuilder change, DateOnly on, string summary)
    {
        change.State = change.State with
        {
            Stage = CaseStage.StepDownCin,
            StageBeforeStrategy = null,
            Conference = null,
            CinPlan = change.State.CinPlan is { EndedOn: null } running ? running : new CinPlanFacts { StartedOn = on },
        };
        if (!change.HasOpenDeadline(DeadlineKinds.CinReview))
            change.OpenDeadline(DeadlineKinds.CinReview, on);
        return change.Accept(summary);
    }

    public static Decision Review(DecisionBuilder change, CinPlanReviewed data)
    {
        Birthdays.NoteAdultCare(change, data.TransferToAdultCare);
        var plan = change.State.CinPlan!;
        if (change.OccurredOn < plan.StartedOn)
            return BeforeStart(plan);
        if (change.OccurredOn < plan.LastReviewOn)
        {
            change.Warn(
                $"A later review, of {DateText.Date(plan.LastReviewOn.Value)}, is recorded already; the deadline counts from that one.");
            return change.Accept("Child in Need plan reviewed, recorded after a later review");
        }

        change.Meet(DeadlineKinds.CinReview);
        change.State = change.State with { CinPlan = plan with { LastReviewOn = change.OccurredOn } };
        change.OpenDeadline(DeadlineKinds.CinReview, change.OccurredOn);
        return change.Accept("Child in Need plan reviewed");
    }

    public static Decision End(DecisionBuilder change, CinPlanEnded data)
    {
        var plan = change.State.CinPlan!;
        if (change.OccurredOn < plan.StartedOn)
            return BeforeStart(plan);
        if (Reasons.Require(change, data.Reason, "why the child needs the plan no more") is { } silent)
            return silent;
        return Closing.Close(change, CaseOutcome.StepDownEnded, "RC7", "Child in Need plan ended");
    }

    private static Rejected BeforeStart(CinPlanFacts plan) =>
        DecisionBuilder.Invalid(
            "/occurredOn", "census rule 4003", $"must not be before the Child in Need plan started on {DateText.Date(plan.StartedOn)}");
}
