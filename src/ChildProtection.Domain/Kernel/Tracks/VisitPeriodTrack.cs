namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>
/// The visits since the plan began or was last reviewed, as far as the review asks for them (domain 2.3, unannouncedVisitShare,
/// seenAloneShare).
/// </summary>
public sealed record VisitPeriodTrack
{
    /// <summary>Visits at which the child was seen.</summary>
    public int Seen { get; init; }

    /// <summary>Of all visits, those that were not announced.</summary>
    public int Unannounced { get; init; }

    /// <summary>Of the visits at which the child was seen, those at which it was seen alone.</summary>
    public int SeenAlone { get; init; }

    /// <summary>Visits at which the child's wishes and feelings were recorded (S3-40).</summary>
    public int WishesRecorded { get; init; }

    /// <summary>
    /// What the latest review found missing: <c>unannouncedVisit</c>, <c>seenAlone</c>, <c>wishesAndFeelings</c>,
    /// <c>childNotToldOfPlan</c>.
    /// </summary>
    public IReadOnlyList<string> Alerts { get; init; } = [];
}
