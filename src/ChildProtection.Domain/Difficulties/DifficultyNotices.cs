using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Tracks;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Difficulties;

/// <summary>What comes up while a plan is in force: difficulties, unexpected events, requests for an early review, complaints.</summary>
internal static class DifficultyNotices
{
    private static readonly string[] LeadAndManager = [RoleCodes.LeadSocialWorker, RoleCodes.TeamManager];

    public static Notice Difficulty { get; } = Notice.Of<ImplementationDifficulty>(
        ForPeople<DifficultyNotice>("implementationDifficulty", "The plan cannot be carried out as agreed",
            "Agree with the core group how the plan can still be carried out.")
            .AtOnceWhen<DifficultyNotice>(notice => notice.ImmediateRisk), TellDifficulty);

    public static Notice Unexpected { get; } = Notice.Of(
        ForPeople<UnexpectedEventNotice>("unexpectedEvent", "Something unexpected happened",
            "Read what happened, and decide whether the plan still keeps the child safe."),
        decided => Audience.Roles(decided.After, LeadAndManager).Telling(new UnexpectedEventNotice
        {
            Child = decided.Child,
            OccurredOn = decided.OccurredOn,
            UnexpectedEventId = decided.After.Regions.UnexpectedEvents.Waiting[^1].Id,
        }));

    public static Notice Escalated { get; } = Notice.Of<EscalatedToManager>(
        ForPeople<EscalatedToManagerNotice>("escalatedToManager", "The manager is asked to decide",
            "Decide what the worker has asked you to decide.").AtOnce(),
        (decided, data) => Audience.Roles(decided.After, RoleCodes.TeamManager).Telling(new EscalatedToManagerNotice
        {
            Child = decided.Child,
            DecisionNeededBy = data.DecisionNeededBy,
        }));

    public static Notice NotWorking { get; } = Notice.Of<PlanNotWorking>(
        ForPeople<PlanNotWorkingNotice>("planNotWorking", "The plan does not work",
            "Look at why the plan does not work, and decide whether an early review is needed.")
            .AtOnceWhen<PlanNotWorkingNotice>(notice => notice.Urgent),
        (decided, data) => Audience.Roles(decided.After, [.. LeadAndManager, RoleCodes.ConferenceChair]).Telling(new PlanNotWorkingNotice
        {
            Child = decided.Child,
            OccurredOn = decided.OccurredOn,
            Urgent = data.Urgent == true,
            From = decided.From,
        }));

    public static Notice EarlyReviewRequested { get; } = Notice.Of(
        ForPeople<EarlyReviewRequestedNotice>("earlyReviewRequested", "An early review is requested",
            "Decide whether the review is held early."), TellRequested);

    public static Notice EarlyReviewDecided { get; } = Notice.Of<EarlyReviewDecided>(
        ForBoth<EarlyReviewDecidedNotice>("earlyReviewDecided", "Decision on an early review",
            "Read the decision, and plan for the review."), TellEarlyReview);

    public static Notice Complaint { get; } = Notice.Of(
        ForPeople<ComplaintNotice>("complaintReceived", "A complaint was received", "Answer the complaint."),
        decided => Audience.Roles(decided.After, LeadAndManager).Telling(new ComplaintNotice
        {
            Child = decided.Child,
            ReceivedOn = decided.OccurredOn,
            ComplaintId = decided.After.Regions.Complaints.Waiting[^1].Id,
        }));

    private static IEnumerable<Message> TellDifficulty(Decided decided, ImplementationDifficulty data) =>
        Audience.Roles(decided.After, data.ImmediateRisk ? LeadAndManager : [RoleCodes.LeadSocialWorker]).Telling(new DifficultyNotice
        {
            Child = decided.Child,
            OccurredOn = decided.OccurredOn,
            Kind = data.Kind,
            ImmediateRisk = data.ImmediateRisk,
            MeetingDueOn = decided.After.DueOn(DeadlineKinds.DifficultyMeeting),
            From = decided.From,
        });

    private static IEnumerable<Message> TellRequested(Decided decided)
    {
        var (before, now) = (decided.Before!.Regions.EarlyReview.Status, decided.After.Regions.EarlyReview);
        if (now.Status != EarlyReviewStatus.Requested || before == EarlyReviewStatus.Requested)
            return [];
        return Audience.Roles(decided.After, RoleCodes.ConferenceChair, RoleCodes.LeadSocialWorker).Telling(new EarlyReviewRequestedNotice
        {
            Child = decided.Child,
            RequestedOn = decided.OccurredOn,
            DecisionDueOn = decided.After.DueOn(DeadlineKinds.EarlyReviewDecision)!.Value,
            Mandatory = now.Mandatory,
        });
    }

    /// <summary>A refusal is copied to everyone in the core group, as a grant is.</summary>
    private static IEnumerable<Message> TellEarlyReview(Decided decided, EarlyReviewDecided data) =>
        Audience.CoreGroup(decided.After).Concat(Audience.Roles(decided.After, RoleCodes.TeamManager, RoleCodes.ConferenceChair))
            .Telling(new EarlyReviewDecidedNotice
            {
                Child = decided.Child,
                DecidedOn = decided.OccurredOn,
                Granted = data.Granted,
                ReviewDueOn = ReviewDueOn(decided.After),
            });

    private static DateOnly? ReviewDueOn(CaseState state) =>
        state.DueOn(DeadlineKinds.EarlyReviewHeld) ?? state.DueOn(DeadlineKinds.RcpcFirst) ?? state.DueOn(DeadlineKinds.RcpcLater);
}
