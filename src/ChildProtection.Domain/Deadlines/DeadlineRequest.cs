using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Deadlines;

/// <summary>A duty that has begun to run.</summary>
public sealed record DeadlineRequest
{
    /// <summary>Name of one of <see cref="DeadlineKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Counts the deadlines of this kind in the case, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>Name of the event that it counts from.</summary>
    public required string AnchorEvent { get; init; }

    /// <summary>The event's local date.</summary>
    public required DateOnly AnchorOn { get; init; }

    /// <summary>Now: decides which checkpoints have passed already.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>The plan's own period, when it has one: the earlier of it and the profile's value counts (S3-55).</summary>
    public Period? PlanPeriod { get; init; }
}
