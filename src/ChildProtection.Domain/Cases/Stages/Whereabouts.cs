using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Cases.Regions;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>Where the child lives: placements (E38) and moves (E40). No move ends a plan by itself (domain 3.6 B, looked after, missing or moved).</summary>
internal static class Whereabouts
{
    public static Decision Decide(CaseChange change, PlacementChanged data)
    {
        if (!data.TherapeuticWorkContinues && data.Reason is null)
            return CaseChange.Invalid("/data/reason", "S1-48", "is required: therapeutic work goes on wherever the child lives, unless there is a reason against it");
        if (change.On < change.State.Regions.Placement.Since)
            return CaseChange.Invalid("/occurredOn", "domain 3.2, E38", $"must not be before {Words.Date(change.State.Regions.Placement.Since.Value)}, when the present placement began");
        var away = data.Placement is PlacementKind.FosterCare or PlacementKind.Residential;
        if (away && data.OptionsExplored is null && change.State.Regions.Emergency.Status == EmergencyStatus.None)
            change.Warn("Record which options were explored before the child went away from the family (S4-12).");
        if (change.State.PlanInForce)
            change.Warn("The child protection plan stays in force, with every action in it; a review decides on its end.");
        Set(change, new PlacementRegion { Kind = data.Placement, Since = change.On });
        return change.Accept($"Placement changed: {Name(data.Placement)}");
    }

    public static Decision Decide(CaseChange change, ChildMoved data)
    {
        if (data.NotifiedOn > change.RecordedOn)
            return CaseChange.Invalid("/data/notifiedOn", "domain 3.2, late recording", "must not be in the future");
        if (data.NewAuthority is { } authority && !AgencyCodes.IsPartner(authority))
            return CaseChange.Invalid("/data/newAuthority", "domain 3.3", "must be an agency's code: letters, digits and dashes, such as authority-dorset");
        return data.Kind switch
        {
            MoveKind.Permanent => Settle(change, data),
            MoveKind.Temporary => Stay(change),
            _ => Lose(change, data.Kind),
        };
    }

    private static Decision Settle(CaseChange change, ChildMoved data)
    {
        Find(change);
        return Transfers.MoveForGood(change, data);
    }

    /// <summary>The child is found, or lives somewhere known again.</summary>
    private static void Find(CaseChange change)
    {
        if (change.State.Regions.Placement.WhereaboutsUnknown)
            Set(change, change.State.Regions.Placement with { WhereaboutsUnknown = false, Since = change.On });
    }

    private static Decision Stay(CaseChange change)
    {
        Find(change);
        change.Warn("The case stays here; ask the other authority to list the child for the time of the stay.");
        return change.Accept("Child moved for a while");
    }

    private static Decision Lose(CaseChange change, MoveKind kind)
    {
        Set(change, change.State.Regions.Placement with { Kind = PlacementKind.Unknown, Since = change.On, WhereaboutsUnknown = true });
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

    private static void Set(CaseChange change, PlacementRegion region) => change.State = change.State with { Regions = change.State.Regions with { Placement = region } };
}
