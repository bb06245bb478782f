using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Deadlines;

/// <summary>What a duty counts from and by. Most duties need only a kind and a day.</summary>
/// <param name="Kind">One of <see cref="DeadlineKinds"/>.</param>
/// <param name="AnchorOn">The local day that it counts from.</param>
public sealed record DeadlineTerms(string Kind, DateOnly AnchorOn)
{
    /// <summary>The stored name of the event it counts from; null for the event that is being decided.</summary>
    public string? AnchorEvent { get; init; }

    /// <summary>What it is about, when the case can owe several of its kind at once: the id of an action, a dispute, a party.</summary>
    public string? Subject { get; init; }

    /// <summary>A parameter of the profile other than its kind's own, when the circumstances give more or less time.</summary>
    public string? Parameter { get; init; }

    /// <summary>The plan's own period, when it has one: the earlier of it and the profile's value counts (S3-55).</summary>
    public Period? PlanPeriod { get; init; }

    /// <summary>The day that the plan's period runs from once it proves the shorter one; null for <see cref="AnchorOn"/>.</summary>
    public DateOnly? PlanAnchorOn { get; init; }

    /// <summary>Another end that may come first, with the reason why it counts.</summary>
    public EarlierEnd? NotAfter { get; init; }

    /// <summary>Begins the explanation, when no event of its own says why the duty is counted now.</summary>
    public string? Because { get; init; }

    /// <summary>The exact moment (UTC) from which a parameter in hours runs.</summary>
    public DateTimeOffset? AnchorAt { get; init; }

    /// <summary>The exact moment (UTC) that an order states; nothing is counted then.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}

/// <summary>A date beyond which a counted due date does not go.</summary>
/// <param name="On">The last local date that is in time.</param>
/// <param name="Why">Names it in explanations: <c>the next core group</c>.</param>
public sealed record EarlierEnd(DateOnly On, string Why);
