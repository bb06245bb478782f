using System.ComponentModel;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Emergency;

/// <summary>E37. The police took the child into protection, for 72 hours at most.</summary>
public sealed record PoliceProtectionTaken : CaseEvent, INamedEvent
{
    public static string WireName => "PoliceProtectionTaken";

    [Description("The moment it began (UTC), on that local day; the hours run from it.")]
    public required DateTimeOffset StartedAt { get; init; }
}

/// <summary>E37. The court made, or once extended, an emergency protection order.</summary>
public sealed record EmergencyProtectionOrderMade : CaseEvent, INamedEvent
{
    public static string WireName => "EpoMade";

    [Description("The moment it was made (UTC), on that local day.")]
    public DateTimeOffset? MadeAt { get; init; }

    [Description("The moment at which the order says it ends (UTC).")]
    public required DateTimeOffset EndsAt { get; init; }

    [Description("True when this extends the order that is running.")]
    public bool? Extension { get; init; }
}

/// <summary>E37. Police protection or the emergency protection order ended.</summary>
public sealed record EmergencyEnded : CaseEvent, INamedEvent
{
    public static string WireName => "EmergencyEnded";

    [Description("The moment it ended (UTC), on that local day.")]
    public required DateTimeOffset EndedAt { get; init; }
}
