using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Definitions;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using static ChildProtection.Domain.Definitions.NotificationKind;

namespace ChildProtection.Domain.Lifecycle;

/// <summary>Notices of a deadline: a reminder, a missed due date, an escalation.</summary>
internal static class CheckpointNotices
{
    public static IReadOnlyList<Notice> All { get; } =
    [
        Of(CheckpointKind.Reminder, ForBoth<DeadlineNotice>("reminder", "Reminder of a deadline",
            "Do this before it is due, or record why it cannot be done.")),
        Of(CheckpointKind.Due, ForBoth<DeadlineNotice>("overdue", "A deadline has passed",
            "Do this now. Then record what was done and why it is late.")),
        Of(CheckpointKind.Escalation, ForBoth<DeadlineNotice>("escalation", "Escalation of a missed deadline",
            "Find out why this is late, and see that it is done.").AtOnce()),
    ];

    private static Notice Of(CheckpointKind checkpoint, NotificationKind kind) => Notice.Of(kind, decided =>
        Fired(decided) is { Next: { } fired } deadline && fired.Kind == checkpoint && !IsToldOtherwise(deadline, fired)
            ? Tell(decided, deadline, fired)
            : []);

    /// <summary>Notices that agencies have not taken have a notice of their own, which says whom to ring (N-14).</summary>
    private static bool IsToldOtherwise(Deadline deadline, Checkpoint fired) =>
        deadline.Kind == DeadlineKinds.NoConferenceObjection && fired.Kind != CheckpointKind.Reminder;

    /// <summary>The deadline as it was, whose next checkpoint is the one that fired.</summary>
    private static Deadline? Fired(Decided decided) => decided is { Signal: CheckpointSignal signal, Before: { } before }
        ? before.Deadlines.FirstOrDefault(deadline => deadline.Id == signal.DeadlineId && deadline.Next is not null)
        : null;

    private static IEnumerable<Message> Tell(Decided decided, Deadline deadline, Checkpoint fired)
    {
        var after = decided.After;
        // The other authority holds the conference that this one waits for: its managers are told too (domain 3.4, T25).
        var elsewhere = deadline.Kind == DeadlineKinds.ReceivingConference ? Audience.Agencies([after.Regions.Transfer.Authority]) : [];
        // An agency that has not answered is told directly.
        var asked = after.Plan is { } plan && OwedBy(deadline, plan) is { } party && plan.CoreGroupAgencies.Contains(party) ? party : null;
        return Audience.Roles(after, [.. fired.To]).Concat(elsewhere).Concat(Audience.Agencies([asked])).Telling(new DeadlineNotice
        {
            Child = decided.Child,
            DeadlineId = deadline.Id,
            DeadlineKind = deadline.Kind,
            Title = deadline.Title,
            DueOn = deadline.DueOn,
            ScheduleBy = deadline.ScheduleBy,
            Tier = fired.Tier,
        });
    }

    /// <summary>The agency that owes an answer to the plan, or an action that it took on (S3-32, S0-40).</summary>
    private static string? OwedBy(Deadline deadline, PlanFacts plan) => deadline.Kind switch
    {
        DeadlineKinds.Acceptance => deadline.Subject,
        DeadlineKinds.PlanAction => plan.Actions.FirstOrDefault(action => action.Id == deadline.Subject)?.Agency,
        _ => null,
    };
}
