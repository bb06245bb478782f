using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Procedures;

namespace ChildProtection.Domain.Notifications;

/// <summary>What a conference decided, and what became of the plan.</summary>
internal static class PlanNotices
{
    public static IEnumerable<Notification> Of(CaseState before, EventSignal signal, CaseState after) =>
        [.. Decided(before, signal, after), .. Made(before, after), .. Continued(signal, after), .. Published(before, after), .. Declined(signal, after), .. Ended(before, after)];

    /// <summary>Those whom the conference lists hear its decision. What completes the record of an outcome decides nothing new.</summary>
    private static IEnumerable<Notification> Decided(CaseState before, EventSignal signal, CaseState after)
    {
        if (signal.Event is not ConferenceHeld { Decision: { } decision } data || (before.PlanInForce && decision == ConferenceDecision.Plan))
            return [];
        var listed = data.Attendance.Where(one => one.Excluded != true).Select(one => one.Agency).Concat(before.InvitedAgencies);
        return Audience.Agencies(listed).Concat(Audience.Roles(after, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager)).Telling(NotificationKinds.ConferenceDecision, new ConferenceDecisionNotice
        {
            Child = after.Child.LocalId,
            HeldOn = before.Conference?.OpenedOn ?? signal.OccurredOn,
            ConferenceType = data.ConferenceType,
            Decision = decision,
        });
    }

    /// <summary>A core group may be named only when the outcome is completed: whoever is new in it is told then.</summary>
    private static IEnumerable<Notification> Made(CaseState before, CaseState after)
    {
        if (after.Plan is not { EndedOn: null } plan)
            return [];
        var same = before.Plan?.Number == plan.Number;
        var members = plan.CoreGroupAgencies.Except(same ? before.Plan!.CoreGroupAgencies : []);
        var lead = after.LeadSocialWorker is not null && (!same || before.LeadSocialWorker is null) ? Audience.Roles(after, RoleCodes.LeadSocialWorker) : [];
        return Audience.Agencies(members).Concat(lead).Telling(NotificationKinds.PlanMade, new PlanMadeNotice
        {
            Child = after.Child.LocalId,
            PlanNumber = plan.Number,
            StartedOn = plan.StartedOn,
            Category = plan.Category,
            FirstCoreGroupDueOn = after.DueOn(DeadlineKinds.CoreGroupFirst),
            ReviewDueOn = after.DueOn(DeadlineKinds.RcpcFirst),
        });
    }

    private static IEnumerable<Notification> Continued(EventSignal signal, CaseState after)
    {
        if (signal.Event is not ConferenceHeld { Decision: ConferenceDecision.Continue } || after.Plan is not { LastReviewOn: { } reviewedOn } plan)
            return [];
        return Audience.CoreGroup(after).Telling(NotificationKinds.PlanContinued, new PlanContinuedNotice
        {
            Child = after.Child.LocalId,
            PlanNumber = plan.Number,
            ReviewedOn = reviewedOn,
            Category = plan.Category,
            NextReviewDueOn = after.DueOn(DeadlineKinds.RcpcLater),
        });
    }

    private static IEnumerable<Notification> Published(CaseState before, CaseState after)
    {
        if (after.Plan is not { EndedOn: null, Version: > 0 } plan || (before.Plan?.Number == plan.Number && before.Plan.Version == plan.Version))
            return [];
        return Audience.CoreGroup(after).Telling(NotificationKinds.PlanPublished, new PlanPublishedNotice
        {
            Child = after.Child.LocalId,
            PlanNumber = plan.Number,
            Version = plan.Version,
            AcceptanceDueOn = after.DueOn(DeadlineKinds.Acceptance),
        });
    }

    private static IEnumerable<Notification> Declined(EventSignal signal, CaseState after) => signal.Event is PlanDeclined data
        ? Audience.Roles(after, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager).Telling(NotificationKinds.PlanDeclined, new PlanDeclinedNotice
        {
            Child = after.Child.LocalId,
            PlanNumber = after.Plan!.Number,
            Version = data.PlanVersion ?? after.Plan.Version,
            Party = data.Party,
            Agency = signal.Actor.Agency ?? data.Agency,
        })
        : [];

    /// <summary>Every agency that a conference listed is told of the end, not the core group alone (E54).</summary>
    public static IEnumerable<Notification> Ended(CaseState before, CaseState after)
    {
        if (!before.PlanInForce || after.Plan is not { EndedOn: { } endedOn } plan)
            return [];
        return Audience.Agencies([.. after.ConferenceAgencies, .. plan.CoreGroupAgencies])
            .Concat(Audience.Roles(after, RoleCodes.LeadSocialWorker, RoleCodes.BusinessSupport))
            .Telling(NotificationKinds.PlanEnded, new PlanEndedNotice { Child = after.Child.LocalId, PlanNumber = plan.Number, EndedOn = endedOn });
    }
}
