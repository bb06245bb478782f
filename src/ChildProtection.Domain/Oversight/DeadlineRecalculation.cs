using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Oversight;

/// <summary>Counts every open deadline again from its own event, by the case's present profile and calendar.</summary>
internal static class DeadlineRecalculation
{
    /// <returns>How many deadlines changed; one with the same result stays as it is.</returns>
    public static int RecalculateAll(DecisionBuilder change, string because)
    {
        var changed = change.State.Deadlines.ToArray().Count(open => Recalculate(change, open, because));
        return changed + (OpenAssessmentByReview(change, because) ? 1 : 0);
    }

    private static bool Recalculate(DecisionBuilder change, Deadline open, string because)
    {
        if (!change.Context.Profile.Applies(open.Basis?.Parameter ?? DeadlineKinds.Get(open.Kind).Parameter) && open.Basis?.EndsAt is null)
        {
            // A step that the law began runs to its end, even when the new profile's law has no such step.
            if (open.Kind != DeadlineKinds.AssessmentByFirstReview && !DeadlineKinds.WhileUnallocated.Contains(open.Kind))
                return false;
            change.Cancel(open);
            return true;
        }

        return change.Recalculate(open, DutyOf(change, open) with { Because = because });
    }

    private static DeadlineTerms DutyOf(DecisionBuilder change, Deadline open)
    {
        var plan = change.State.Plan;
        // The profile also chooses the kind of the next core group's deadline and the day it counts from; an overdue one keeps its own.
        if (open.Status == DeadlineStatus.Open
            && plan is { LastCoreGroupOn: not null }
            && open.Kind != DeadlineKinds.CoreGroupFirst
            && DeadlineKinds.CoreGroupMeetings.Contains(open.Kind))
            return CoreGroupCycle.Next(plan, change.Context.Profile);
        var planPeriod = open.Basis?.PlanPeriod ?? (open.Kind == DeadlineKinds.Visit ? plan?.VisitInterval : null);
        return new DeadlineTerms(open.Kind, open.Anchor.On)
        {
            AnchorEvent = open.Anchor.Event,
            Subject = open.Subject,
            Parameter = open.Basis?.Parameter,
            PlanPeriod = planPeriod,
            PlanAnchorOn = open.Basis?.PlanAnchorOn,
            NotAfter = open.Basis?.NotAfter,
            AnchorAt = open.Basis?.AnchorAt,
            EndsAt = open.Basis?.EndsAt,
        };
    }

    /// <summary>A duty that only the new profile has counts from the conference, as if it had been due since then.</summary>
    private static bool OpenAssessmentByReview(DecisionBuilder change, string because)
    {
        const string kind = DeadlineKinds.AssessmentByFirstReview;
        if (!change.Context.Profile.Applies(kind)
            || change.HasOpenDeadline(kind)
            || !change.State.PlanInForce
            || change.State.Plan is not { ReviewsHeld: 0 } plan
            || change.State.Assessment is { Status: AssessmentStatus.CounterSigned })
            return false;
        change.OpenDeadline(new DeadlineTerms(kind, plan.StartedOn) { AnchorEvent = AnchorEvents.ConferenceHeld, Because = because });
        return true;
    }
}
