using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Visits;

/// <summary>The child could not be seen (S3-67).</summary>
public sealed record VisitFailedNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    /// <summary>Failed visits since the child was last seen.</summary>
    public required int FailedVisits { get; init; }

    /// <summary>The agency that tried; none for the authority's own staff.</summary>
    public string? From { get; init; }
}

/// <summary>The child cannot be seen: the core group must agree a plan of action with the police (S3-46, S3-47).</summary>
public sealed record AccessConcernNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    public required int FailedVisits { get; init; }

    public DateOnly? ActionPlanDueOn { get; init; }
}

/// <summary>A plan of action for seeing the child is agreed.</summary>
public sealed record AccessActionPlanNotice : NotificationData
{
    public required DateOnly AgreedOn { get; init; }

    public required bool EarlyReviewAskedFor { get; init; }
}

/// <summary>A review found that visits of the right kind were missing (T35).</summary>
public sealed record VisitAlertNotice : NotificationData
{
    public required DateOnly ReviewedOn { get; init; }

    /// <summary>Codes: <c>unannouncedVisit</c>, <c>seenAlone</c>, <c>wishesAndFeelings</c>, <c>childNotToldOfPlan</c>.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
}
