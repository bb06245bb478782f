using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Oversight;

/// <summary>Another profile or calendar applies to the case: these deadlines of the recipient now fall due on another day (E51).</summary>
public sealed record DeadlinesMovedNotice : NotificationData
{
    public required string ProfileId { get; init; }

    public required string ProfileVersion { get; init; }

    public required string CalendarVersion { get; init; }

    public required IReadOnlyList<MovedDeadline> Deadlines { get; init; }
}

public sealed record MovedDeadline
{
    public required string DeadlineId { get; init; }

    public required string DeadlineKind { get; init; }

    /// <summary>None for a duty that the profile before did not have.</summary>
    public DateOnly? FormerDueOn { get; init; }

    /// <summary>None for a duty that the profile does not have.</summary>
    public DateOnly? DueOn { get; init; }
}
