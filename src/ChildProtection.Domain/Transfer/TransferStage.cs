using ChildProtection.Domain.Closure;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Plan;
using static ChildProtection.Domain.Kernel.CaseStage;

namespace ChildProtection.Domain.Transfer;

/// <summary>Where the child lives, and moves between authorities.</summary>
internal static class TransferStage
{
    public static StageDefinition Definition { get; } = new()
    {
        Events =
        [
            new EventDefinition<PlacementChanged>
            {
                Title = "Placement changed",
                Roles = [Role.SocialWorker],
                Allowed = new(
                    "Further action must be decided, and the child must be born.", "S1-28", state => state.Underway && state.Born),
                Handler = Whereabouts.Decide,
                Notices = [ChildStatusNotices.Changed(ChildStatusChange.PlacementChanged)],
                OnPlan = true,
            },
            new EventDefinition<ChildMoved>
            {
                Title = "Child moved",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.Agency],
                Allowed = Precondition.OpenCase("domain 3.2, E40"),
                Handler = Whereabouts.Decide,
                Notices = [TransferNotices.Moved],
                OnPlan = false,
            },
            new EventDefinition<TransferInNotified>
            {
                Title = "Transfer in notified",
                Roles = [Role.SocialWorker, Role.TeamManager, Role.BusinessSupport, Role.Agency],
                AgencyKinds = AgencyKinds.Authority,
                Allowed = new(
                    "It opens a new case, or says that a child listed for a temporary stay now stays for good.",
                    "domain 3.6 B, transfer in",
                    state => state is { Stage: Referred, Regions.Transfer.Status: TransferStatus.InTemporary }),
                Handler = Transfers.Decide,
                Notices = [ChildStatusNotices.Changed(ChildStatusChange.TransferInNotified)],
                OnPlan = true,
            },
            new EventDefinition<ReceivingConferenceHeld>
            {
                Title = "Receiving authority's conference held",
                Roles = [Role.TeamManager, Role.Agency],
                AgencyKinds = AgencyKinds.Authority,
                Allowed = new(
                    "A child on a plan must have moved to another authority. Record the move first.", "domain 3.6 B, transfer out",
                    state => state is { HasCoreGroup: true, Regions.Transfer.Status: TransferStatus.OutPending }),
                Handler = Transfers.Decide,
                Notices = [PlanNotices.Ended],
                OnPlan = false,
            },
        ],
    };
}
