using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Conference;

/// <summary>Notices about a conference: invitations, new dates, decisions.</summary>
internal static class ConferenceNotices
{
    private static readonly NotificationKind Invitation =
        ForBoth<ConferenceInvitation>("conferenceInvitation", "Invitation to a conference",
            "Keep this day free for the conference, and send your report before it.");

    public static Notice Booked { get; } = Notice.Of<ConferenceBooked>(Invitation, TellBooked);

    public static Notice ParentNotExcluded { get; } = Notice.Of(Invitation, TellParents);

    public static Notice Rescheduled { get; } = Notice.Of<ConferenceRescheduled>(
        ForBoth<ConferenceRescheduledNotice>("conferenceDateConfirmed", "Written confirmation of a conference's new date",
            "Note the new day of the conference."),
        TellRescheduled);

    public static Notice Decision { get; } = Notice.Of<ConferenceHeld>(
        ForBoth<ConferenceDecisionNotice>("conferenceDecision", "Decision of a conference",
            "Read the decision, and do what follows from it."), TellDecision);

    public static Notice PlanContinued { get; } =
        Notice.Of<ConferenceHeld>(ForBoth<PlanContinuedNotice>("planContinued", "A child protection plan continues",
            "Go on with the plan, and prepare the next review."), TellContinued);

    private static IEnumerable<Message> TellBooked(Decided decided, ConferenceBooked data) =>
        Audience.Conference(decided.After).Telling(new ConferenceInvitation
        {
            Child = decided.Child,
            ConferenceId = decided.After.Conference!.Id,
            ConferenceType = TypeOf(decided.After),
            ScheduledOn = data.ScheduledOn,
            StartsAt = data.StartsAt,
        });

    /// <summary>The chair refused to exclude a parent from the conference that is booked.</summary>
    private static IEnumerable<Message> TellParents(Decided decided)
    {
        if (decided.Before?.Conference is not { ParentExclusionAsked: true }
            || decided.After.Conference is not { ParentExclusionAsked: false, ScheduledOn: { } on } conference)
            return [];
        return Audience.Roles(decided.After, RoleCodes.Parents).Telling(new ConferenceInvitation
        {
            Child = decided.Child,
            ConferenceId = conference.Id,
            ConferenceType = decided.After.PlanInForce ? ConferenceType.Review : ConferenceType.Initial,
            ScheduledOn = on,
        });
    }

    private static IEnumerable<Message> TellRescheduled(Decided decided, ConferenceRescheduled data) =>
        Audience.Conference(decided.After).Telling(new ConferenceRescheduledNotice
        {
            Child = decided.Child,
            ConferenceId = decided.After.Conference!.Id,
            OldOn = decided.Before?.Conference?.ScheduledOn ?? data.OldOn,
            NewOn = data.NewOn,
        });

    /// <summary>
    /// Tells the decision to those whom the conference lists. An event that only completes the outcome decides nothing new.
    /// </summary>
    private static IEnumerable<Message> TellDecision(Decided decided, ConferenceHeld data)
    {
        var before = decided.Before!;
        if (data.Decision is not { } decision || (before.PlanInForce && decision == ConferenceDecision.Plan))
            return [];
        var listed = data.Attendance.Where(one => one.Excluded != true).Select(one => one.Agency).Concat(before.InvitedAgencies);
        var told = Audience.Agencies(listed).Concat(Audience.Roles(decided.After, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager));
        return told.Telling(new ConferenceDecisionNotice
        {
            Child = decided.Child,
            HeldOn = before.Conference?.OpenedOn ?? decided.OccurredOn,
            ConferenceType = data.ConferenceType,
            Decision = decision,
        });
    }

    private static IEnumerable<Message> TellContinued(Decided decided, ConferenceHeld data)
    {
        if (data.Decision != ConferenceDecision.Continue || decided.After.Plan is not { LastReviewOn: { } reviewedOn } plan)
            return [];
        return Audience.CoreGroup(decided.After).Telling(new PlanContinuedNotice
        {
            Child = decided.Child,
            PlanNumber = plan.Number,
            ReviewedOn = reviewedOn,
            Category = plan.Category,
            NextReviewDueOn = decided.After.DueOn(DeadlineKinds.RcpcLater),
        });
    }

    private static ConferenceType TypeOf(CaseState state)
    {
        if (state.PlanInForce)
            return ConferenceType.Review;
        if (state.Has(DeadlineKinds.TransferInConference))
            return ConferenceType.TransferIn;
        return state.Has(DeadlineKinds.PrebirthConference) ? ConferenceType.PreBirth : ConferenceType.Initial;
    }
}
