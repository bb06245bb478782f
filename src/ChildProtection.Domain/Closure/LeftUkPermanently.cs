using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Closure;

/// <summary>E45. The child has left the United Kingdom for good; in Guernsey, the islands.</summary>
public sealed record LeftUkPermanently : CaseEvent, INamedEvent
{
    public static string WireName => "LeftUkPermanently";

    public FreeText? Country { get; init; }

    [Description("Whether the authorities of that country were told.")]
    public required bool CountryNotified { get; init; }

    [Description("Codes of the agencies consulted; with a plan in force every one in its core group.")]
    [AgencyCode]
    public required IReadOnlyList<string> AgenciesConsulted { get; init; }
}
