using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Cases.Regions;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Procedures;

namespace ChildProtection.Domain.Notifications;

/// <summary>Who is told that the child could not be seen, and of the visits that a review asks for.</summary>
internal static class AccessNotices
{
    public static IEnumerable<Notification> Of(CaseState before, EventSignal signal, CaseState after) =>
        [.. Failed(before, signal, after), .. Concern(before, signal, after), .. Agreed(signal, after), .. Alerts(before, signal, after)];

    /// <summary>The lead social worker hears of every failed visit, whoever tried (S3-67).</summary>
    private static IEnumerable<Notification> Failed(CaseState before, EventSignal signal, CaseState after)
    {
        var (was, now) = (before.Regions.Access.FailedVisits, after.Regions.Access.FailedVisits);
        return signal.Event is VisitFailed or VisitMade { ChildSeen: false } && now > was
            ? Audience.Roles(after, RoleCodes.LeadSocialWorker).Telling(NotificationKinds.VisitFailed, new VisitFailedNotice
            {
                Child = after.Child.LocalId,
                OccurredOn = signal.OccurredOn,
                FailedVisits = now,
                From = signal.Actor.Agency,
            })
            : [];
    }

    /// <summary>On the same day manager, chair and the whole core group (S3-46).</summary>
    private static IEnumerable<Notification> Concern(CaseState before, EventSignal signal, CaseState after)
    {
        if (after.Regions.Access.Status != AccessStatus.AccessConcern || before.Regions.Access.Status == AccessStatus.AccessConcern)
            return [];
        return Everyone(after).Telling(NotificationKinds.AccessConcern, new AccessConcernNotice
        {
            Child = after.Child.LocalId,
            OccurredOn = signal.OccurredOn,
            FailedVisits = after.Regions.Access.FailedVisits,
            ActionPlanDueOn = after.DueOn(DeadlineKinds.AccessActionPlan),
        });
    }

    private static IEnumerable<Notification> Agreed(EventSignal signal, CaseState after)
    {
        if (signal.Event is not AccessActionPlanAgreed data)
            return [];
        var agreed = Audience.Agencies(data.AgreedWith.Where(code => after.Lists(code) || AgencyCodes.IsPolice(code)));
        return agreed.Concat(Everyone(after)).Telling(NotificationKinds.AccessActionPlan, new AccessActionPlanNotice
        {
            Child = after.Child.LocalId,
            AgreedOn = signal.OccurredOn,
            EarlyReviewAskedFor = data.ConferenceConsidered,
        });
    }

    /// <summary>Said once, by the event that holds the review: the one that opens it, or decides it at once.</summary>
    private static IEnumerable<Notification> Alerts(CaseState before, EventSignal signal, CaseState after)
    {
        var held = signal.Event is ConferenceHeld && before is { PlanInForce: true, Conference: not { OpenedOn: not null } };
        return held && after.Regions.Visits.Alerts is { Count: > 0 } missing
            ? Audience.Roles(after, RoleCodes.LeadSocialWorker, RoleCodes.ConferenceChair).Telling(NotificationKinds.VisitAlert, new VisitAlertNotice
            {
                Child = after.Child.LocalId,
                ReviewedOn = signal.OccurredOn,
                Missing = missing,
            })
            : [];
    }

    private static IEnumerable<Recipient> Everyone(CaseState state) =>
        Audience.CoreGroup(state).Concat(Audience.Roles(state, RoleCodes.TeamManager, RoleCodes.ConferenceChair));
}
