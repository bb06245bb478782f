using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Plan;

/// <summary>Notices about the plan: made, published, declined, ended, and who leads it.</summary>
internal static class PlanNotices
{
    public static Notice Made { get; } = Notice.Of(ForBoth<PlanMadeNotice>("planMade", "A child protection plan was made",
        "Read the plan and plan the first core group."), TellMade);

    public static Notice Published { get; } =
        Notice.Of(ForBoth<PlanPublishedNotice>("planPublished", "A version of a child protection plan was published",
            "Read the new version and do your part of it."), TellPublished);

    public static Notice Declined { get; } = Notice.Of<PlanDeclined>(
        ForPeople<PlanDeclinedNotice>("planPartDeclined", "A party does not accept its part in the plan",
            "Talk to those who declined, and agree what happens instead."), TellDeclined);

    public static Notice Ended { get; } = Notice.Of(ForBoth<PlanEndedNotice>("planConcluded", "A child protection plan ended",
        "See that everybody knows that the plan has ended."), TellEnded);

    public static Notice Repeated { get; } =
        Notice.Of(ForPeople<RepeatPlanNotice>("repeatPlan", "A child is on a second or later plan",
            "Look at why the earlier plan did not last, and what must be different now."), TellRepeated);

    public static Notice LeadSocialWorker { get; } =
        Notice.Of(ForBoth<LeadSocialWorkerNotice>("leadSocialWorkerChanged", "A new lead social worker",
            "Work with the new lead social worker from now on."), TellLead);

    /// <summary>The completed outcome may be the first to name the core group; its new members are told then.</summary>
    private static IEnumerable<Message> TellMade(Decided decided)
    {
        var (before, after) = (decided.Before!, decided.After);
        if (after.Plan is not { EndedOn: null } plan)
            return [];
        var same = before.Plan?.Number == plan.Number;
        var members = plan.CoreGroupAgencies.Except(same ? before.Plan!.CoreGroupAgencies : []);
        var lead =
            after.LeadSocialWorker is not null && (!same || before.LeadSocialWorker is null)
                ? Audience.Roles(after, RoleCodes.LeadSocialWorker)
                : [];
        return Audience
            .Agencies(members)
            .Concat(lead)
            .Telling(
                new PlanMadeNotice
                {
                    Child = decided.Child,
                    PlanNumber = plan.Number,
                    StartedOn = plan.StartedOn,
                    Category = plan.Category,
                    FirstCoreGroupDueOn = after.DueOn(DeadlineKinds.CoreGroupFirst),
                    ReviewDueOn = after.DueOn(DeadlineKinds.RcpcFirst),
                });
    }

    private static IEnumerable<Message> TellPublished(Decided decided)
    {
        var before = decided.Before?.Plan;
        if (decided.After.Plan is not { EndedOn: null, Version: > 0 } plan
            || (before?.Number == plan.Number && before.Version == plan.Version))
            return [];
        return Audience.CoreGroup(decided.After).Telling(new PlanPublishedNotice
        {
            Child = decided.Child,
            PlanNumber = plan.Number,
            Version = plan.Version,
            AcceptanceDueOn = decided.After.DueOn(DeadlineKinds.Acceptance),
        });
    }

    private static IEnumerable<Message> TellDeclined(Decided decided, PlanDeclined data) =>
        Audience.Roles(decided.After, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager).Telling(new PlanDeclinedNotice
        {
            Child = decided.Child,
            PlanNumber = decided.After.Plan!.Number,
            Version = data.PlanVersion ?? decided.After.Plan.Version,
            Party = data.Party,
            Agency = decided.From ?? data.Agency,
        });

    /// <summary>Every agency that a conference listed is told of the end, not the core group alone (E54).</summary>
    private static IEnumerable<Message> TellEnded(Decided decided)
    {
        if (decided.Before is not { PlanInForce: true } || decided.After.Plan is not { EndedOn: { } endedOn } plan)
            return [];
        return Audience.Agencies([.. decided.After.ConferenceAgencies, .. plan.CoreGroupAgencies])
            .Concat(Audience.Roles(decided.After, RoleCodes.LeadSocialWorker, RoleCodes.BusinessSupport))
            .Telling(new PlanEndedNotice { Child = decided.Child, PlanNumber = plan.Number, EndedOn = endedOn });
    }

    /// <summary>A second or later plan is an alert to those who answer for it (domain 2.3, repeatPlanAlert).</summary>
    private static IEnumerable<Message> TellRepeated(Decided decided)
    {
        if (decided.Before is { PlanInForce: true } || decided.After.PreviousPlans == 0 || decided.After.Plan is not { EndedOn: null } plan)
            return [];
        var told = Audience.Roles(decided.After, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager, RoleCodes.ConferenceChair);
        return told.Telling(new RepeatPlanNotice
        {
            Child = decided.Child,
            PreviousPlans = decided.After.PreviousPlans,
            StartedOn = plan.StartedOn,
            PreviousPlanEndedOn = decided.After.PreviousPlanEndedOn,
        });
    }

    private static IEnumerable<Message> TellLead(Decided decided)
    {
        if (decided.After.LeadSocialWorker is not { } lead || lead == decided.Before?.LeadSocialWorker)
            return [];
        var told = Audience.CoreGroup(decided.After).Concat(Audience.Roles(decided.After, RoleCodes.TeamManager));
        return told.Telling(new LeadSocialWorkerNotice
        {
            Child = decided.Child,
            LeadSocialWorker = lead,
            From = (decided.Event as LeadSocialWorkerChanged)?.From ?? (decided.Event as WorkerAllocated)?.From ?? decided.OccurredOn,
        });
    }
}
