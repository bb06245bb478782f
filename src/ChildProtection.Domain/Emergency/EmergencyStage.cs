using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Emergency;

/// <summary>Police protection and emergency protection orders.</summary>
internal static class EmergencyStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<PoliceProtectionTaken>
            {
                Title = "Police protection taken",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Police,
                Allowed = new(
                    "The case must be open, the child born and on England's legal route, without emergency protection in force.",
                    "domain 2.3, policeProtectionMax",
                    state => CanBeProtected(state) && state.Regions.Emergency.Status == EmergencyStatus.None),
                Handler = Emergencies.Decide,
                Notices = [ChildStatusNotices.Changed(ChildStatusChange.PoliceProtectionTaken)],
                OnPlan = false,
            },
            new EventDefinition<EmergencyProtectionOrderMade>
            {
                Title = "Emergency protection order made",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Courts,
                Allowed = new(
                    "The case must be open, the child born and on England's legal route; an order is extended only once.",
                    "domain 2.3, epoMax",
                    state => CanBeProtected(state) && !state.Regions.Emergency.Extended),
                Handler = Emergencies.Decide,
                Notices = [ChildStatusNotices.Changed(ChildStatusChange.EmergencyProtectionOrderMade)],
                OnPlan = false,
            },
            new EventDefinition<EmergencyEnded>
            {
                Title = "Emergency protection ended",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = [.. AgencyKinds.Police, .. AgencyKinds.Courts],
                Allowed = new("Emergency protection must be in force in an open case.", "domain 3.2, E37",
                    state => state.Stage != Closed && state.Regions.Emergency.Status != EmergencyStatus.None),
                Handler = Emergencies.Decide,
                Notices = [ChildStatusNotices.Changed(ChildStatusChange.EmergencyProtectionEnded)],
                OnPlan = false,
            },
        ],
    };

    private static bool CanBeProtected(CaseState state) =>
        state.Stage != Closed && state.Born && !state.Regions.Legal.ThroughConvenor;
}
