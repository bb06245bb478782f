using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Cases.Regions;
using ChildProtection.Domain.Procedures;

namespace ChildProtection.Domain.Notifications;

/// <summary>What happened to the child itself: its core group is told, and those who answer for the case.</summary>
internal static class ChildStatusNotices
{
    public static IEnumerable<Notification> Of(CaseState before, EventSignal signal, CaseState after) =>
        Change(signal.Event) is { } change ? Telling(before, after, change, signal.OccurredOn) : [];

    /// <summary>A case that another authority's notice opened, for good or for a stay.</summary>
    public static IEnumerable<Notification> Opened(CaseState after) => after.Regions.Transfer.Status is TransferStatus.In or TransferStatus.InTemporary
        ? Audience.Roles(after, RoleCodes.TeamManager, RoleCodes.ConferenceChair).Telling(NotificationKinds.ChildStatusChanged, Notice(after, ChildStatusChange.TransferInNotified, after.Referral.ReceivedOn))
        : [];

    /// <summary>The eighteenth birthday closed the case: it is no event that anybody raised.</summary>
    public static IEnumerable<Notification> Reached(CaseState before, CaseState after) =>
        after.Closure is { Outcome: CaseOutcome.Turned18 } closure ? Telling(before, after, ChildStatusChange.Turned18, closure.On) : [];

    /// <summary>A second or later plan is an alert to those who answer for it (domain 2.3, repeatPlanAlert).</summary>
    public static IEnumerable<Notification> Repeated(CaseState before, CaseState after)
    {
        if (before.PlanInForce || after.PreviousPlans == 0 || after.Plan is not { EndedOn: null } plan)
            return [];
        return Audience.Roles(after, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager, RoleCodes.ConferenceChair).Telling(NotificationKinds.RepeatPlan, new RepeatPlanNotice
        {
            Child = after.Child.LocalId,
            PreviousPlans = after.PreviousPlans,
            StartedOn = plan.StartedOn,
            PreviousPlanEndedOn = after.PreviousPlanEndedOn,
        });
    }

    /// <summary>The core group as it was: what happened may have ended the plan.</summary>
    private static IEnumerable<Notification> Telling(CaseState before, CaseState after, ChildStatusChange change, DateOnly on) =>
        Audience.CoreGroup(before).Concat(Audience.Roles(after, RoleCodes.TeamManager, RoleCodes.ConferenceChair)).Telling(NotificationKinds.ChildStatusChanged, Notice(after, change, on));

    private static ChildStatusNotice Notice(CaseState after, ChildStatusChange change, DateOnly on) =>
        new() { Child = after.Child.LocalId, Change = change, OccurredOn = on };

    private static ChildStatusChange? Change(CaseEvent happened) => happened switch
    {
        ChildBorn => ChildStatusChange.Born,
        PregnancyEnded => ChildStatusChange.PregnancyEnded,
        PoliceProtectionTaken => ChildStatusChange.PoliceProtectionTaken,
        EpoMade => ChildStatusChange.EmergencyProtectionOrderMade,
        EmergencyEnded => ChildStatusChange.EmergencyProtectionEnded,
        PlacementChanged => ChildStatusChange.PlacementChanged,
        ChildMoved { Kind: MoveKind.Missing or MoveKind.Unknown } => ChildStatusChange.WhereaboutsUnknown,
        ChildMoved => ChildStatusChange.Moved,
        TransferInNotified => ChildStatusChange.TransferInNotified,
        OrderMade => ChildStatusChange.OrderMade,
        LeftUkPermanently => ChildStatusChange.LeftUk,
        ChildDied => ChildStatusChange.Died,
        _ => null,
    };
}
