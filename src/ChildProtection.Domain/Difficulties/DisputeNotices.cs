using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Difficulties;

/// <summary>Notices about a dispute, to its agencies and to the owner of its stage.</summary>
internal static class DisputeNotices
{
    /// <summary>Whether an event or a missed due date brought it to the stage.</summary>
    public static Notice Stage { get; } = Notice.OfOpened(
        ForBoth<DisputeStageNotice>("disputeStage", "A dispute is at its next stage",
            "Meet and settle the dispute, or take it to its next stage."), DeadlineKinds.DisputeStages, TellStage);

    public static Notice Resolved { get; } = Notice.Of<DisputeStageOutcome>(
        ForBoth<DisputeResolvedNotice>("disputeResolved", "A dispute is resolved",
            "Go on as the agencies have agreed."), TellResolved);

    private static IEnumerable<Message> TellStage(Decided decided, Deadline stage)
    {
        if (decided.After.Regions.Disputes.FirstOrDefault(one => one.Id == stage.Subject) is not { } dispute)
            return [];
        return Parties(decided.After, dispute, stage.Responsible).Telling(new DisputeStageNotice
        {
            Child = decided.Child,
            DisputeId = dispute.Id,
            Stage = dispute.Stage,
            DueOn = stage.DueOn,
        });
    }

    private static IEnumerable<Message> TellResolved(Decided decided, DisputeStageOutcome data)
    {
        var left = decided.After.Regions.Disputes;
        var before = decided.Before!.Regions.Disputes;
        if (!data.Resolved || before.FirstOrDefault(one => left.All(other => other.Id != one.Id)) is not { } dispute)
            return [];
        return Parties(decided.After, dispute, RoleCodes.TeamManager).Telling(new DisputeResolvedNotice
        {
            Child = decided.Child,
            DisputeId = dispute.Id,
            ResolvedOn = decided.OccurredOn,
        });
    }

    private static IEnumerable<Recipient> Parties(CaseState state, DisputeTrack dispute, string owner) =>
        Audience.Agencies(dispute.Agencies.Where(state.Lists))
            .Concat(Audience.Roles(state, owner == RoleCodes.LeadSocialWorker ? [owner] : [RoleCodes.LeadSocialWorker, owner]));
}
