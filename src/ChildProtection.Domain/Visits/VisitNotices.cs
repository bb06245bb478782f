using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Visits;

/// <summary>Notices that the child could not be seen, and that a review misses visits.</summary>
internal static class VisitNotices
{
    public static Notice Failed { get; } = Notice.Of(ForPeople<VisitFailedNotice>("visitFailed", "A visit failed",
        "Try again to see the child, soon and at another time."), TellFailed);

    public static Notice AccessConcern { get; } =
        Notice.Of(ForBoth<AccessConcernNotice>("accessConcern", "The child cannot be seen",
            "Agree a plan of action for seeing the child, with those who know the family.").AtOnce(), TellConcern);

    public static Notice AccessActionPlan { get; } = Notice.Of<AccessActionPlanAgreed>(
        ForBoth<AccessActionPlanNotice>("accessActionPlanAgreed", "A plan of action for seeing the child was agreed",
            "Read the plan of action and do your part of it."), TellAgreed);

    public static Notice Alerts { get; } =
        Notice.Of(ForPeople<VisitAlertNotice>("visitAlert", "Visits of the right kind are missing",
            "Look at which visits are missing, and make them."), TellAlerts);

    /// <summary>Tells the lead social worker of every failed visit, by any agency (S3-67).</summary>
    private static IEnumerable<Message> TellFailed(Decided decided)
    {
        var now = decided.After.Regions.Access.FailedVisits;
        if (now <= decided.Before!.Regions.Access.FailedVisits)
            return [];
        return Audience.Roles(decided.After, RoleCodes.LeadSocialWorker).Telling(new VisitFailedNotice
        {
            Child = decided.Child,
            OccurredOn = decided.OccurredOn,
            FailedVisits = now,
            From = decided.From,
        });
    }

    /// <summary>Tells manager, chair and the whole core group on the same day (S3-46).</summary>
    private static IEnumerable<Message> TellConcern(Decided decided)
    {
        var (after, before) = (decided.After, decided.Before!.Regions.Access.Status);
        if (after.Regions.Access.Status != AccessStatus.AccessConcern || before == AccessStatus.AccessConcern)
            return [];
        return Everyone(after).Telling(new AccessConcernNotice
        {
            Child = decided.Child,
            OccurredOn = decided.OccurredOn,
            FailedVisits = after.Regions.Access.FailedVisits,
            ActionPlanDueOn = after.DueOn(DeadlineKinds.AccessActionPlan),
        });
    }

    private static IEnumerable<Message> TellAgreed(Decided decided, AccessActionPlanAgreed data)
    {
        var agreed = Audience.Agencies(data.AgreedWith.Where(code => decided.After.Lists(code) || AgencyCodes.IsPolice(code)));
        return agreed.Concat(Everyone(decided.After)).Telling(new AccessActionPlanNotice
        {
            Child = decided.Child,
            AgreedOn = decided.OccurredOn,
            EarlyReviewAskedFor = data.ConferenceConsidered,
        });
    }

    /// <summary>Told once, by the event that opens the review or decides it at once.</summary>
    private static IEnumerable<Message> TellAlerts(Decided decided)
    {
        var held = decided.Before is { PlanInForce: true, Conference: not { OpenedOn: not null } };
        if (!held || decided.After.Regions.Visits.Alerts is not { Count: > 0 } missing)
            return [];
        return Audience.Roles(decided.After, RoleCodes.LeadSocialWorker, RoleCodes.ConferenceChair).Telling(new VisitAlertNotice
        {
            Child = decided.Child,
            ReviewedOn = decided.OccurredOn,
            Missing = missing,
        });
    }

    private static IEnumerable<Recipient> Everyone(CaseState state) =>
        Audience.CoreGroup(state).Concat(Audience.Roles(state, RoleCodes.TeamManager, RoleCodes.ConferenceChair));
}
