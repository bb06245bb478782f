using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Difficulties;

/// <summary>A report that the plan cannot be carried out as agreed (S3-60).</summary>
public sealed record DifficultyNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    public required DifficultyKind Kind { get; init; }

    public required bool ImmediateRisk { get; init; }

    public DateOnly? MeetingDueOn { get; init; }

    /// <summary>The agency that reported it; none for the authority's own staff.</summary>
    public string? From { get; init; }
}

/// <summary>Something unexpected happened; manager and lead social worker decide together.</summary>
public sealed record UnexpectedEventNotice : NotificationData
{
    public required string UnexpectedEventId { get; init; }

    public required DateOnly OccurredOn { get; init; }
}

/// <summary>The lead social worker asks the manager to decide.</summary>
public sealed record EscalatedToManagerNotice : NotificationData
{
    public DateOnly? DecisionNeededBy { get; init; }
}

/// <summary>A report that the plan does not work.</summary>
public sealed record PlanNotWorkingNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    public required bool Urgent { get; init; }

    /// <summary>The agency that said so; none for the authority's own staff.</summary>
    public string? From { get; init; }
}

/// <summary>An early review is asked for; the chair decides.</summary>
public sealed record EarlyReviewRequestedNotice : NotificationData
{
    public required DateOnly RequestedOn { get; init; }

    public required DateOnly DecisionDueOn { get; init; }

    /// <summary>It cannot be refused.</summary>
    public required bool Mandatory { get; init; }
}

/// <summary>The chair granted or refused an early review; the reason goes by letter.</summary>
public sealed record EarlyReviewDecidedNotice : NotificationData
{
    public required bool Granted { get; init; }

    public required DateOnly DecidedOn { get; init; }

    public DateOnly? ReviewDueOn { get; init; }
}

/// <summary>A parent or the child complained.</summary>
public sealed record ComplaintNotice : NotificationData
{
    public required string ComplaintId { get; init; }

    public required DateOnly ReceivedOn { get; init; }
}
