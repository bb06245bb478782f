using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.PlanDocument;

namespace ChildProtection.Domain.Transfer;

/// <summary>
/// Where the child lives: placements (E38) and moves (E40). No move ends a plan by itself (domain 3.6 B, looked after, missing or moved).
/// </summary>
internal static class Whereabouts
{
    public static Decision Decide(DecisionBuilder change, PlacementChanged data)
    {
        if (!data.TherapeuticWorkContinues && data.Reason is null)
            return DecisionBuilder.Invalid(
                "/data/reason",
                "S1-48",
                "is required: therapeutic work goes on wherever the child lives, unless there is a reason against it");
        if (change.OccurredOn < change.State.Regions.Placement.Since)
            return DecisionBuilder.Invalid(
                "/occurredOn",
                "domain 3.2, E38",
                $"must not be before {DateText.Date(change.State.Regions.Placement.Since.Value)}, when the present placement began");
        var away = data.Placement is PlacementKind.FosterCare or PlacementKind.Residential;
        if (away && data.OptionsExplored is null && change.State.Regions.Emergency.Status == EmergencyStatus.None)
            change.Warn("Record which options were explored before the child went away from the family.");
        if (change.State.PlanInForce)
            change.Warn("The child protection plan stays in force, with every action in it; a review decides on its end.");
        Set(change, new PlacementTrack { Kind = data.Placement, Since = change.OccurredOn });
        return change.Accept($"Placement changed: {Name(data.Placement)}");
    }

    public static Decision Decide(DecisionBuilder change, ChildMoved data)
    {
        if (data.NotifiedOn > change.RecordedOn)
            return DecisionBuilder.Invalid("/data/notifiedOn", "domain 3.2, late recording", "must not be in the future");
        if (data.NewAuthority is { } authority && !AgencyCodes.IsPartner(authority))
            return DecisionBuilder.Invalid(
                "/data/newAuthority", "domain 3.3", "must be an agency's code: letters, digits and dashes, such as authority-dorset");
        return data.Kind switch
        {
            MoveKind.Permanent => Settle(change, data),
            MoveKind.Temporary => Stay(change),
            _ => Lose(change, data.Kind),
        };
    }

    private static Decision Settle(DecisionBuilder change, ChildMoved data)
    {
        Find(change);
        return Transfers.MoveForGood(change, data);
    }

    /// <summary>The child is found, or lives somewhere known again.</summary>
    private static void Find(DecisionBuilder change)
    {
        if (change.State.Regions.Placement.WhereaboutsUnknown)
            Set(change, change.State.Regions.Placement with { WhereaboutsUnknown = false, Since = change.OccurredOn });
    }

    private static Decision Stay(DecisionBuilder change)
    {
        Find(change);
        change.Warn("The case stays here; ask the other authority to list the child for the time of the stay.");
        return change.Accept("Child moved for a while");
    }

    private static Decision Lose(DecisionBuilder change, MoveKind kind)
    {
        Set(
            change,
            change.State.Regions.Placement with
            {
                Kind = PlacementKind.Unknown,
                Since = change.OccurredOn,
                WhereaboutsUnknown = true,
            });
        change.Warn("Follow the missing-child procedure and tell other authorities; the plan and the case stay open.");
        return change.Accept(kind == MoveKind.Missing ? "Child missing" : "Child moved, nobody knows where");
    }

    private static string Name(PlacementKind kind) => kind switch
    {
        PlacementKind.AtHome => "at home",
        PlacementKind.ExtendedFamily => "extended family",
        PlacementKind.FosterCare => "foster care",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static void Set(DecisionBuilder change, PlacementTrack region) =>
        change.State = change.State with { Regions = change.State.Regions with { Placement = region } };
}
