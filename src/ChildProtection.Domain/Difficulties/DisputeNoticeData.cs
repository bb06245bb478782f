using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Difficulties;

/// <summary>A dispute is at a stage, for the recipient to take part in.</summary>
public sealed record DisputeStageNotice : NotificationData
{
    public required string DisputeId { get; init; }

    /// <summary>1 to 4.</summary>
    public required int Stage { get; init; }

    public required DateOnly DueOn { get; init; }
}

/// <summary>A dispute is resolved.</summary>
public sealed record DisputeResolvedNotice : NotificationData
{
    public required string DisputeId { get; init; }

    public required DateOnly ResolvedOn { get; init; }
}
