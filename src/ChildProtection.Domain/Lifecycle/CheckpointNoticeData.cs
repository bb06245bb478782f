using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Lifecycle;

/// <summary>A reminder, a missed due date or an escalation.</summary>
public sealed record DeadlineNotice : NotificationData
{
    public required string DeadlineId { get; init; }

    public required string DeadlineKind { get; init; }

    /// <summary>The duty as the profile names it.</summary>
    public required string Title { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>The last working day on or before the due date.</summary>
    public required DateOnly ScheduleBy { get; init; }

    /// <summary>1 to 3 for an escalation.</summary>
    public int? Tier { get; init; }
}
