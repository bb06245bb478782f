using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;

namespace ChildProtection.Domain.Visits;

/// <summary>
/// Visits to a child on a plan: as often as the plan says, never further apart than the cap (S0-29, domain 2.3 visitInterval).
/// </summary>
internal static class StatutoryVisits
{
    public static Decision Decide(DecisionBuilder change, VisitMade data)
    {
        if (data.RecordedOn < change.OccurredOn)
            return DecisionBuilder.Invalid("/data/recordedOn", "S0-30", "must not be before the visit");
        if (data.RecordedOn > change.RecordedOn)
            return DecisionBuilder.Invalid("/data/recordedOn", "S0-30", "must not be in the future");
        var summary = $"Visit made ({data.Place.ToString().ToLowerInvariant()}), child {(data.ChildSeen ? "seen" : "not seen")}";
        if (!change.State.PlanInForce)
            return change.Accept(summary);
        if (!change.State.Born)
            return change.Accept("Contact with the mother before the birth");
        WarnIfRecordedLate(change, data.RecordedOn ?? change.RecordedOn);
        VisitPeriods.Count(change, PeriodOf(data));
        if (!data.ChildSeen)
        {
            change.Warn("The child was not seen, so the visit counts as failed; its due date stays.");
            VisitAccess.Fail(change);
            return change.Accept(summary);
        }

        if (change.OccurredOn >= CountsFrom(change.State))
            Count(change);
        VisitAccess.Seen(change);
        return change.Accept(summary);
    }

    /// <summary>Counts the next visit, and the longest the child may go unseen, from <paramref name="seenOn"/>.</summary>
    public static void OpenDeadlines(DecisionBuilder change, DateOnly seenOn)
    {
        change.OpenDeadline(DeadlineKinds.Visit, seenOn, change.State.Plan!.VisitInterval);
        change.OpenDeadline(DeadlineKinds.VisitCap, seenOn);
    }

    /// <summary>
    /// Counts the next visit again when the plan's interval becomes known or changes. The record keeps the earlier count.
    /// </summary>
    public static void RecalculateVisit(DecisionBuilder change)
    {
        change.Supersede(DeadlineKinds.Visit);
        var plan = change.State.Plan!;
        change.OpenDeadline(
            DeadlineKinds.Visit,
            CountsFrom(change.State),
            plan.VisitInterval,
            plan.LastSeenOn is null ? AnchorEvents.ConferenceHeld : VisitMade.WireName);
    }

    /// <summary>A shorter interval from a review counts at once; a review never moves a due date later.</summary>
    public static void Shorten(DecisionBuilder change, DateOnly reviewedOn)
    {
        if (change.State.Plan!.VisitInterval is not { } interval
            || change.FindOpenDeadline(DeadlineKinds.Visit) is not { Status: DeadlineStatus.Open } open)
            return;
        var due = change.Context.Profile.Count(change.Context.Calendar).After(reviewedOn, interval).DueOn;
        if (due >= open.DueOn)
            return;
        change.Supersede(DeadlineKinds.Visit);
        change.OpenDeadline(DeadlineKinds.Visit, reviewedOn, interval);
    }

    /// <summary>What a review asks of its period's visits (T35), for this one.</summary>
    private static VisitPeriodTrack PeriodOf(VisitMade visit) => new()
    {
        Seen = visit.ChildSeen ? 1 : 0,
        Unannounced = visit.Announced == false ? 1 : 0,
        SeenAlone = visit is { ChildSeen: true, SeenAlone: true } ? 1 : 0,
        WishesRecorded = visit.WishesAndFeelings is null ? 0 : 1,
    };

    private static void WarnIfRecordedLate(DecisionBuilder change, DateOnly recordedOn)
    {
        var due = change.Due("visitRecorded", change.OccurredOn).DueOn;
        if (recordedOn > due)
            change.Warn(
                $"The visit had to be recorded by {DateText.Date(due)}; it was recorded {recordedOn.DayNumber - due.DayNumber} days late.");
    }

    /// <summary>The child was last seen, or else the plan began, or the child was born into it.</summary>
    private static DateOnly CountsFrom(CaseState state)
    {
        var plan = state.Plan!;
        return plan.LastSeenOn ?? (state.Regions.Birth.BornOn > plan.StartedOn ? state.Regions.Birth.BornOn.Value : plan.StartedOn);
    }

    private static void Count(DecisionBuilder change)
    {
        change.Meet(DeadlineKinds.Visit);
        change.Meet(DeadlineKinds.VisitCap);
        change.State = change.State with { Plan = change.State.Plan! with { LastSeenOn = change.OccurredOn } };
        OpenDeadlines(change, change.OccurredOn);
    }
}
