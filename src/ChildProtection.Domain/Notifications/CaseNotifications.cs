using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Procedures;

namespace ChildProtection.Domain.Notifications;

/// <summary>Who is told what of a decision. Pure: the same decision always tells the same.</summary>
public static class CaseNotifications
{
    /// <summary>The notifications of a decision, each recipient once per kind, or once for each thing it is about.</summary>
    /// <param name="before">The case before the decision; null for the referral that opened it.</param>
    /// <param name="signal">What was decided.</param>
    /// <param name="decision">The decision.</param>
    public static IReadOnlyList<Notification> Of(CaseState? before, CaseSignal signal, Accepted decision)
    {
        var after = decision.State;
        var told = signal switch
        {
            OpeningSignal => Opened(after).Concat(ChildStatusNotices.Opened(after)),
            CheckpointSignal when before is { Stage: not CaseStage.Closed } && after.Stage == CaseStage.Closed => ChildStatusNotices.Reached(before, after).Concat(PlanNotices.Ended(before, after)),
            CheckpointSignal checkpoint when before is not null => [.. SpokeUp(before, checkpoint, after), .. WorkNotices.Stages(decision)],
            EventSignal happened when before is not null => [.. Happened(before, happened, after),
                .. PlanNotices.Of(before, happened, after), .. AccessNotices.Of(before, happened, after), .. WorkNotices.Of(before, happened, decision),
                .. WorkNotices.Stages(decision), .. NotesDue(decision), .. PolicyNotices.Of(happened, decision),
                .. ChildStatusNotices.Of(before, happened, after), .. ChildStatusNotices.Repeated(before, after)],
            _ => [],
        };
        return [.. told.Concat(ApprovalNotices.Of(before, decision)).DistinctBy(one => (one.Kind.Name, one.To.Code, one.About))];
    }

    private static IEnumerable<Notification> Opened(CaseState after)
    {
        if (after.Open(DeadlineKinds.ReferralDecision) is not { } decision)
            return [];
        var data = new ReferralReceivedNotice { Child = after.Child.LocalId, ReceivedOn = after.Referral.ReceivedOn, DecisionDueOn = decision.DueOn };
        return Audience.Roles(after, RoleCodes.TeamManager).Telling(NotificationKinds.ReferralReceived, data);
    }

    private static IEnumerable<Notification> Happened(CaseState before, EventSignal signal, CaseState after) => signal.Event switch
    {
        NewConcern data => Audience.Roles(after, RoleCodes.LeadSocialWorker, RoleCodes.TeamManager).Telling(NotificationKinds.NewConcern, new NewConcernNotice
        {
            Child = after.Child.LocalId,
            OccurredOn = signal.OccurredOn,
            SignificantHarm = data.SignificantHarm,
            From = signal.Actor.Agency,
        }),
        ReferralDecision { InformReferrer: true } data => Audience.Agencies([after.Referral.Agency]).Telling(NotificationKinds.ReferralOutcome, new ReferralOutcomeNotice
        {
            Child = after.Child.LocalId,
            ReceivedOn = after.Referral.ReceivedOn,
            DecidedOn = signal.OccurredOn,
            Outcome = data.Outcome switch
            {
                ReferralOutcome.NoFurtherAction => ReferralFeedback.NoFurtherAction,
                ReferralOutcome.EarlyHelp => ReferralFeedback.EarlyHelp,
                _ => ReferralFeedback.FurtherAction,
            },
        }),
        ConferenceBooked data => Audience.Conference(after).Telling(NotificationKinds.ConferenceInvitation, new ConferenceInvitation
        {
            Child = after.Child.LocalId,
            ConferenceId = after.Conference!.Id,
            ConferenceType = TypeOf(after),
            ScheduledOn = data.ScheduledOn,
            StartsAt = data.StartsAt,
        }),
        ConferenceRescheduled data => Audience.Conference(after).Telling(NotificationKinds.ConferenceRescheduled, new ConferenceRescheduledNotice
        {
            Child = after.Child.LocalId,
            ConferenceId = after.Conference!.Id,
            OldOn = before.Conference?.ScheduledOn ?? data.OldOn,
            NewOn = data.NewOn,
        }),
        ApprovalDecided when before.Conference is { ParentExclusionAsked: true } && after.Conference is { ParentExclusionAsked: false, ScheduledOn: { } on } conference =>
            Audience.Roles(after, RoleCodes.Parents).Telling(NotificationKinds.ConferenceInvitation, new ConferenceInvitation
            {
                Child = after.Child.LocalId,
                ConferenceId = conference.Id,
                ConferenceType = after.PlanInForce ? ConferenceType.Review : ConferenceType.Initial,
                ScheduledOn = on,
            }),
        CoreGroupBooked data => Audience.CoreGroup(after).Telling(NotificationKinds.CoreGroupInvitation, new CoreGroupInvitation
        {
            Child = after.Child.LocalId,
            ScheduledOn = data.ScheduledOn,
        }),
        // The message is the written confirmation: none goes out before the lead social worker has given it (S3-59).
        CoreGroupRescheduled { WrittenConfirmationSentOn: not null } data => Audience.CoreGroup(after).Telling(NotificationKinds.CoreGroupRescheduled, new CoreGroupRescheduledNotice
        {
            Child = after.Child.LocalId,
            OldOn = data.OldOn ?? before.Plan?.NextCoreGroupOn,
            NewOn = data.NewOn,
        }),
        _ => [],
    };

    private static ConferenceType TypeOf(CaseState state)
    {
        if (state.PlanInForce)
            return ConferenceType.Review;
        if (state.Has(DeadlineKinds.TransferInConference))
            return ConferenceType.TransferIn;
        return state.Has(DeadlineKinds.PrebirthConference) ? ConferenceType.PreBirth : ConferenceType.Initial;
    }

    private static IEnumerable<Notification> NotesDue(Accepted decision) => decision.Deadlines
        .Where(change => change is { Change: DeadlineChangeKind.Opened, Deadline.Kind: DeadlineKinds.CoreGroupNotes })
        .SelectMany(change => Audience.CoreGroup(decision.State).Telling(NotificationKinds.CoreGroupNotesDue, new CoreGroupNotesDueNotice
        {
            Child = decision.State.Child.LocalId,
            CoreGroupOn = change.Deadline.Anchor.On,
            DueOn = change.Deadline.DueOn,
        }));

    /// <summary>The agency that owes an answer to the plan, or an action that it took on (S3-32, S0-40).</summary>
    private static string? OwedBy(Deadline deadline, PlanFacts plan) => deadline.Kind switch
    {
        DeadlineKinds.Acceptance => deadline.Subject,
        DeadlineKinds.PlanAction => plan.Actions.FirstOrDefault(action => action.Id == deadline.Subject)?.Agency,
        _ => null,
    };

    /// <summary>The checkpoint that fired is the one that was next.</summary>
    private static IEnumerable<Notification> SpokeUp(CaseState before, CheckpointSignal signal, CaseState after)
    {
        if (before.Deadlines.FirstOrDefault(deadline => deadline.Id == signal.DeadlineId) is not { Next: { } fired } deadline)
            return [];
        var kind = fired.Kind switch
        {
            CheckpointKind.Reminder => NotificationKinds.Reminder,
            CheckpointKind.Due => NotificationKinds.Overdue,
            _ => NotificationKinds.Escalation,
        };
        // The other authority holds the conference that this one waits for: its managers are told too (domain 3.4, T25).
        var elsewhere = deadline.Kind == DeadlineKinds.ReceivingConference ? Audience.Agencies([after.Regions.Transfer.Authority]) : [];
        // An agency that has not answered hears of it itself.
        string?[] asked = after.Plan is { } plan && OwedBy(deadline, plan) is { } party && plan.CoreGroupAgencies.Contains(party) ? [party] : [];
        return Audience.Roles(after, [.. fired.To]).Concat(elsewhere).Concat(Audience.Agencies(asked)).Telling(kind, new DeadlineNotice
        {
            Child = after.Child.LocalId,
            DeadlineId = deadline.Id,
            DeadlineKind = deadline.Kind,
            Title = deadline.Title,
            DueOn = deadline.DueOn,
            ScheduleBy = deadline.ScheduleBy,
            Tier = fired.Tier,
        });
    }
}
