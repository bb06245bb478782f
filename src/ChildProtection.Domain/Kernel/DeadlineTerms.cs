using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Kernel;

/// <summary>A duty that a stage lets begin to run. Most need only a kind and a day.</summary>
/// <param name="Kind">One of <see cref="DeadlineKinds"/>.</param>
/// <param name="AnchorOn">The local day that it counts from.</param>
internal sealed record DeadlineTerms(string Kind, DateOnly AnchorOn)
{
    /// <summary>What it is about, when several of its kind can be owed at once.</summary>
    public string? Subject { get; init; }

    /// <summary>Another parameter of the profile than its kind's own, when the circumstances give more time or less.</summary>
    public string? Parameter { get; init; }

    /// <summary>What the plan says, when that may be earlier than the profile.</summary>
    public Period? PlanValue { get; init; }

    /// <summary>The day that the plan's value runs from, when it is not <see cref="AnchorOn"/>.</summary>
    public DateOnly? PlanAnchorOn { get; init; }

    /// <summary>The event it counts from, when that is not the one being decided.</summary>
    public string? AnchorEvent { get; init; }

    /// <summary>Another end that counts when it comes first.</summary>
    public EarlierEnd? NotAfter { get; init; }

    /// <summary>Why it is counted now, when no event of its own says so; begins the explanation.</summary>
    public string? Because { get; init; }

    /// <summary>The moment (UTC) from which a duty in hours runs.</summary>
    public DateTimeOffset? AnchorAt { get; init; }

    /// <summary>The moment (UTC) that an order states.</summary>
    public DateTimeOffset? EndsAt { get; init; }
}
