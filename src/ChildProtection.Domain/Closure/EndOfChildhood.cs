using System.ComponentModel;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Closure;

/// <summary>E43. The child died.</summary>
public sealed record ChildDied : CaseEvent, INamedEvent
{
    public static string WireName => "ChildDied";

    public bool? VerifiedByCertificate { get; init; }
}

/// <summary>E44. The child is eighteen: protection as a child ends with the birthday. The case's own timer raises it.</summary>
public sealed record ChildTurned18 : CaseEvent, INamedEvent
{
    public static string WireName => "ChildTurned18";

    [Description("Whether adult social care takes over.")]
    public bool? AdultSocialCare { get; init; }
}
