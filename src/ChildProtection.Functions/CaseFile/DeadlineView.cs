using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Functions.CaseFile;

internal sealed record AnchorView(string Event, DateOnly On);

/// <param name="Kind">Reminder, due or escalation.</param>
/// <param name="Tier">1 to 3 for an escalation.</param>
/// <param name="At">UTC.</param>
/// <param name="To">Roles that are notified.</param>
/// <param name="FiredAt">UTC; null while it has not.</param>
internal sealed record CheckpointView(CheckpointKind Kind, int? Tier, DateTime At, IReadOnlyList<string> To, DateTime? FiredAt);

/// <summary>A deadline with its explanation.</summary>
internal sealed record DeadlineView
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    /// <summary>The action, party or dispute it is about, where several deadlines of the kind can be open.</summary>
    public required string? Subject { get; init; }

    public required string Title { get; init; }

    public required string Responsible { get; init; }

    public required AnchorView Anchor { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>The first day of the window, where there is one.</summary>
    public DateOnly? EarliestOn { get; init; }

    public required DateOnly ScheduleBy { get; init; }

    public required DateTime DueAt { get; init; }

    public required DeadlineStatus Status { get; init; }

    public required DateOnly? MetOn { get; init; }

    public required int DaysLate { get; init; }

    public required IReadOnlyList<CheckpointView> Checkpoints { get; init; }

    public required string Explanation { get; init; }

    public required IReadOnlyList<string> Source { get; init; }

    public static DeadlineView Of(Deadline deadline, DateOnly today, bool nobodyLeads = false) =>
        new()
        {
            Id = deadline.Id,
            Kind = deadline.Kind,
            Subject = deadline.Subject,
            Title = deadline.Title,
            // The manager answers for what no lead can do.
            Responsible = nobodyLeads && deadline is { IsOpen: true, Responsible: RoleCodes.LeadSocialWorker }
                ? RoleCodes.TeamManager
                : deadline.Responsible,
            Anchor = new AnchorView(deadline.Anchor.Event, deadline.Anchor.On),
            DueOn = deadline.DueOn,
            EarliestOn = deadline.EarliestOn,
            ScheduleBy = deadline.ScheduleBy,
            DueAt = deadline.DueAt.UtcDateTime,
            Status = deadline.Status,
            MetOn = deadline.MetOn,
            DaysLate = DaysLateOf(deadline.Status, deadline.DueOn, today, deadline.DaysLate),
            Checkpoints =
            [
                .. deadline.Checkpoints.Select(checkpoint => new CheckpointView(
                    checkpoint.Kind, checkpoint.Tier, checkpoint.At.UtcDateTime, checkpoint.To, checkpoint.FiredAt?.UtcDateTime)),
            ],
            Explanation = deadline.Explanation,
            Source = deadline.Source,
        };

    /// <summary>An overdue deadline counts to today; an ended one keeps its figure.</summary>
    public static int DaysLateOf(DeadlineStatus status, DateOnly dueOn, DateOnly today, int ended) =>
        status == DeadlineStatus.Overdue ? Math.Max(0, today.DayNumber - dueOn.DayNumber) : ended;
}
