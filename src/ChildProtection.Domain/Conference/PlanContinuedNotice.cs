using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Conference;

/// <summary>A review continued the plan.</summary>
public sealed record PlanContinuedNotice : NotificationData
{
    public required int PlanNumber { get; init; }

    public required DateOnly ReviewedOn { get; init; }

    public required string Category { get; init; }

    public DateOnly? NextReviewDueOn { get; init; }
}
