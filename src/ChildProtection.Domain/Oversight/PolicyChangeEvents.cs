using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Oversight;

/// <summary>E51. The case runs under another profile, or another version of it, from now on.</summary>
public sealed record ProfileChanged : CaseEvent, INamedEvent
{
    public static string WireName => "ProfileChanged";

    [Description("Id of a profile that GET /procedures lists.")]
    public required string ProfileId { get; init; }

    [Description("One of its versions.")]
    public required string Version { get; init; }

    public FreeText? Reason { get; init; }
}

/// <summary>
/// E51. The case counts its working days by another version of its calendar from now on, as when a holiday is proclaimed in mid-case (rule
/// R10).
/// </summary>
public sealed record CalendarChanged : CaseEvent, INamedEvent
{
    public static string WireName => "CalendarChanged";

    [Description("A version of the case's calendar.")]
    public required string Version { get; init; }

    public FreeText? Reason { get; init; }
}
