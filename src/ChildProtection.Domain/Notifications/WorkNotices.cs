using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Cases.Regions;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Procedures;

namespace ChildProtection.Domain.Notifications;

/// <summary>Who is told of what comes up while a plan is in force: difficulties, proposals, requests, disputes, complaints, another lead social worker.</summary>
internal static class WorkNotices
{
    public static IEnumerable<Notification> Of(CaseState before, EventSignal signal, Accepted decision) =>
        [.. Happened(before, signal, decision.State), .. Proposals(signal, decision), .. Requested(before, signal, decision.State), .. Resolved(before, signal, decision.State), .. Lead(before, signal, decision.State)];

    /// <summary>The agencies in a dispute and who owns its stage, whether an event or a missed due date brought it there.</summary>
    public static IEnumerable<Notification> Stages(Accepted decision) => decision.Deadlines
        .Where(change => change.Change == DeadlineChangeKind.Opened && change.Deadline.Subject is not null)
        .Select(change => (change.Deadline, Dispute: decision.State.Regions.Disputes.FirstOrDefault(one => one.Id == change.Deadline.Subject)))
        .Where(one => one.Dispute is not null)
        .SelectMany(one => Parties(decision.State, one.Dispute!, one.Deadline.Responsible).Telling(NotificationKinds.DisputeStage, new DisputeStageNotice
        {
            Child = decision.State.Child.LocalId,
            DisputeId = one.Dispute!.Id,
            Stage = one.Dispute.Stage,
            DueOn = one.Deadline.DueOn,
        }));

    private static IEnumerable<Notification> Happened(CaseState before, EventSignal signal, CaseState after)
    {
        var (child, on, from) = (after.Child.LocalId, signal.OccurredOn, signal.Actor.Agency);
        return signal.Event switch
        {
            ImplementationDifficulty data => Roles(after, data.ImmediateRisk ? [RoleCodes.LeadSocialWorker, RoleCodes.TeamManager] : [RoleCodes.LeadSocialWorker])
                .Telling(NotificationKinds.Difficulty, new DifficultyNotice { Child = child, OccurredOn = on, Kind = data.Kind, ImmediateRisk = data.ImmediateRisk, MeetingDueOn = after.DueOn(DeadlineKinds.DifficultyMeeting), From = from }),
            UnexpectedEvent => Roles(after, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager)
                .Telling(NotificationKinds.UnexpectedEvent, new UnexpectedEventNotice { Child = child, OccurredOn = on, UnexpectedEventId = after.Regions.UnexpectedEvents.Waiting[^1].Id }),
            EscalatedToManager data => Roles(after, RoleCodes.TeamManager)
                .Telling(NotificationKinds.EscalatedToManager, new EscalatedToManagerNotice { Child = child, DecisionNeededBy = data.DecisionNeededBy }),
            PlanNotWorking data => Roles(after, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager, RoleCodes.ConferenceChair)
                .Telling(NotificationKinds.PlanNotWorking, new PlanNotWorkingNotice { Child = child, OccurredOn = on, Urgent = data.Urgent == true, From = from }),
            // A refusal is copied to everyone in the core group, as a grant is.
            EarlyReviewDecided data => Audience.CoreGroup(after).Concat(Roles(after, RoleCodes.TeamManager, RoleCodes.ConferenceChair))
                .Telling(NotificationKinds.EarlyReviewDecided, new EarlyReviewDecidedNotice { Child = child, DecidedOn = on, Granted = data.Granted, ReviewDueOn = ReviewDueOn(after) }),
            ComplaintReceived => Roles(after, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager)
                .Telling(NotificationKinds.Complaint, new ComplaintNotice { Child = child, ReceivedOn = on, ComplaintId = after.Regions.Complaints.Waiting[^1].Id }),
            _ => [],
        };
    }

    /// <summary>A proposal and its answer. Who decided at a core group knows the answer.</summary>
    private static IEnumerable<Notification> Proposals(EventSignal signal, Accepted decision) => decision.Deadlines
        .Where(one => one.Deadline.Kind == DeadlineKinds.ChangeProposalAnswer)
        .SelectMany(one => (one.Change, signal.Event) switch
        {
            (DeadlineChangeKind.Opened, _) => Audience.CoreGroup(decision.State).Telling(NotificationKinds.ChangeProposed, new ChangeProposedNotice
            {
                Child = decision.State.Child.LocalId,
                ProposalId = one.Deadline.Subject!,
                AnswerDueOn = one.Deadline.DueOn,
            }),
            (DeadlineChangeKind.Met, ChangeDecided data) => Answered(signal, decision, one.Deadline.Subject!, data.Accepted),
            // A core group may answer several at once; an answer without an id is to the only one that waited.
            (DeadlineChangeKind.Met, CoreGroupHeld { ChangesDecided: { } answers }) =>
                answers.Where(answer => answer.ProposalId is null || answer.ProposalId == one.Deadline.Subject).Take(1)
                    .SelectMany(answer => Answered(signal, decision, one.Deadline.Subject!, answer.Accepted)).Select(told => told with { About = one.Deadline.Subject }),
            _ => [],
        });

    private static IEnumerable<Notification> Answered(EventSignal signal, Accepted decision, string proposal, bool accepted) =>
        Audience.CoreGroup(decision.State).Telling(NotificationKinds.ChangeDecided, new ChangeDecidedNotice
        {
            Child = decision.State.Child.LocalId,
            ProposalId = proposal,
            Accepted = accepted,
            DecidedOn = signal.OccurredOn,
        });

    private static IEnumerable<Notification> Requested(CaseState before, EventSignal signal, CaseState after)
    {
        if (after.Regions.EarlyReview.Status != EarlyReviewStatus.Requested || before.Regions.EarlyReview.Status == EarlyReviewStatus.Requested)
            return [];
        return Roles(after, RoleCodes.ConferenceChair, RoleCodes.LeadSocialWorker).Telling(NotificationKinds.EarlyReviewRequested, new EarlyReviewRequestedNotice
        {
            Child = after.Child.LocalId,
            RequestedOn = signal.OccurredOn,
            DecisionDueOn = after.DueOn(DeadlineKinds.EarlyReviewDecision)!.Value,
            Mandatory = after.Regions.EarlyReview.Mandatory,
        });
    }

    private static IEnumerable<Notification> Resolved(CaseState before, EventSignal signal, CaseState after)
    {
        if (signal.Event is not DisputeStageOutcome { Resolved: true } || before.Regions.Disputes.FirstOrDefault(one => after.Regions.Disputes.All(left => left.Id != one.Id)) is not { } dispute)
            return [];
        return Parties(after, dispute, RoleCodes.TeamManager).Telling(NotificationKinds.DisputeResolved, new DisputeResolvedNotice
        {
            Child = after.Child.LocalId,
            DisputeId = dispute.Id,
            ResolvedOn = signal.OccurredOn,
        });
    }

    private static IEnumerable<Notification> Lead(CaseState before, EventSignal signal, CaseState after)
    {
        if (signal.Event is not (LswNamed or LswChanged) || after.LeadSocialWorker is not { } lead || lead == before.LeadSocialWorker)
            return [];
        return Audience.CoreGroup(after).Concat(Roles(after, RoleCodes.TeamManager)).Telling(NotificationKinds.LeadSocialWorker, new LeadSocialWorkerNotice
        {
            Child = after.Child.LocalId,
            LeadSocialWorker = lead,
            From = (signal.Event as LswChanged)?.From ?? signal.OccurredOn,
        });
    }

    private static IEnumerable<Recipient> Parties(CaseState state, DisputeRegion dispute, string owner) =>
        Audience.Agencies(dispute.Agencies.Where(state.Lists)).Concat(Roles(state, [.. ((string[])[RoleCodes.LeadSocialWorker, owner]).Distinct()]));

    private static IEnumerable<Recipient> Roles(CaseState state, params string[] codes) => Audience.Roles(state, codes);

    private static DateOnly? ReviewDueOn(CaseState state) => state.DueOn(DeadlineKinds.EarlyReviewHeld) ?? state.DueOn(DeadlineKinds.RcpcFirst) ?? state.DueOn(DeadlineKinds.RcpcLater);
}
