using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Conference;

/// <summary>E07. A request for a conference.</summary>
public sealed record ConferenceRequested : CaseEvent, INamedEvent
{
    public static string WireName => "ConferenceRequested";

    public required ConferenceType ConferenceType { get; init; }

    [Description("Required of an agency: whether its senior manager supports the request.")]
    public bool? SupportedBySeniorManager { get; init; }

    public IReadOnlyList<string>? ChildIds { get; init; }

    public FreeText? Reason { get; init; }
}
