using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Plan;

namespace ChildProtection.Domain.Visits;

/// <summary>
/// Whether the visits between two reviews were of the right kind (T35): some unannounced, the child seen alone as often as the procedure
/// says, its wishes and feelings heard, and the child told of the plan as it is now. A review that finds something missing alerts the lead
/// social worker and the chair.
/// </summary>
internal static class VisitPeriods
{
    public const string Unannounced = "unannouncedVisit";
    public const string SeenAlone = "seenAlone";
    public const string Wishes = "wishesAndFeelings";
    public const string ChildNotTold = "childNotToldOfPlan";

    /// <summary>Counts a visit of the present period; one recorded after its period was reviewed comes too late for it.</summary>
    /// <param name="change">The decision in the making.</param>
    /// <param name="visit">What the visit adds.</param>
    public static void Count(DecisionBuilder change, VisitPeriodTrack visit)
    {
        if (change.OccurredOn < (change.State.Plan!.LastReviewOn ?? change.State.Plan.StartedOn))
            return;
        var period = change.State.Regions.Visits;
        Set(change, period with
        {
            Seen = period.Seen + visit.Seen,
            Unannounced = period.Unannounced + visit.Unannounced,
            SeenAlone = period.SeenAlone + visit.SeenAlone,
            WishesRecorded = period.WishesRecorded + visit.WishesRecorded,
        });
    }

    /// <summary>A review warns of missing visits and begins the next period.</summary>
    public static void Close(DecisionBuilder change)
    {
        var alerts = change.State.Regions.Birth.Status == BirthStatus.Unborn ? [] : Alerts(change, change.State.Regions.Visits).ToArray();
        foreach (var alert in alerts)
            change.Warn(Words(alert));
        Set(change, new VisitPeriodTrack { Alerts = alerts });
    }

    private static IEnumerable<string> Alerts(DecisionBuilder change, VisitPeriodTrack period)
    {
        if (period.Unannounced < change.Context.Profile.Number("unannouncedVisitShare"))
            yield return Unannounced;
        var alone = change.Context.Profile.Code("seenAloneShare") switch
        {
            "everyVisit" => period.Seen,
            // Of two visits in a row at least one.
            "alternateVisits" => period.Seen / 2,
            _ => 0,
        };
        if (period.SeenAlone < alone)
            yield return SeenAlone;
        if (period.WishesRecorded == 0)
            yield return Wishes;
        if (PlanInformation.ChildIsBehind(change.State.Plan!))
            yield return ChildNotTold;
    }

    private static string Words(string alert) => alert switch
    {
        Unannounced => "Too few visits since the last conference were unannounced.",
        SeenAlone => "The child was not seen alone as often as the procedure says.",
        ChildNotTold => "The child was not told of the plan's present version. Explain it, and record that you did.",
        _ => "The child's wishes and feelings were not recorded since the last conference.",
    };

    private static void Set(DecisionBuilder change, VisitPeriodTrack period) =>
        change.State = change.State with { Regions = change.State.Regions with { Visits = period } };
}
