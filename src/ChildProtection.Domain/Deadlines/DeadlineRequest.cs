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

    /// <summary>
    /// The day that the plan's own period runs from, when it is not <see cref="AnchorOn"/>; it is only asked when the plan's period is the
    /// shorter one.
    /// </summary>
    public DateOnly? PlanAnchorOn { get; init; }

    /// <summary>What it is about, when the case can owe several of its kind at once: the id of an action, a dispute, a party.</summary>
    public string? Subject { get; init; }

    /// <summary>Another parameter of the profile than the kind's own.</summary>
    public string? Parameter { get; init; }

    /// <summary>Another end that may come first, with the reason why it counts.</summary>
    public EarlierEnd? NotAfter { get; init; }

    /// <summary>Why it is counted now, when no event of its own says so; begins the explanation.</summary>
    public string? Because { get; init; }

    /// <summary>The exact moment (UTC) from which a parameter in hours runs.</summary>
    public DateTimeOffset? AnchorAt { get; init; }

    /// <summary>The exact moment (UTC) that an order states, which stands in the place of any counting.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>A date beyond which a counted due date does not go.</summary>
/// <param name="On">The last local date that is in time.</param>
/// <param name="Why">Names it in explanations: <c>the next core group</c>.</param>
public sealed record EarlierEnd(DateOnly On, string Why);
