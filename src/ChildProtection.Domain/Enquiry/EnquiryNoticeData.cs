using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Enquiry;

/// <summary>A new concern was reported on an open case.</summary>
public sealed record NewConcernNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    public required bool SignificantHarm { get; init; }

    /// <summary>The agency that reported it; none for the authority's own staff.</summary>
    public string? From { get; init; }
}
