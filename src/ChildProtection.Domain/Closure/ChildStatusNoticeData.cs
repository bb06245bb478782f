using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Closure;

/// <summary>Something happened to the child that everyone who works with the child must know.</summary>
public sealed record ChildStatusNotice : NotificationData
{
    public required ChildStatusChange Change { get; init; }

    public required DateOnly OccurredOn { get; init; }
}

public enum ChildStatusChange
{
    Born,
    PregnancyEnded,
    PoliceProtectionTaken,
    EmergencyProtectionOrderMade,
    EmergencyProtectionEnded,
    PlacementChanged,
    Moved,
    WhereaboutsUnknown,
    TransferInNotified,
    OrderMade,
    LeftUk,
    Died,
    Turned18,
}
