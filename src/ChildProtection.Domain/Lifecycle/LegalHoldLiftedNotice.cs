using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Lifecycle;

/// <summary>Another manager lifted the hold on a record; who had set it is told.</summary>
public sealed record LegalHoldLiftedNotice : NotificationData
{
    /// <summary>Account id of the manager who lifted it.</summary>
    public required string By { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset LiftedAt { get; init; }
}
