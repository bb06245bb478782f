using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Conference;

/// <summary>E64. The chair has read what somebody else recorded of the conference.</summary>
public sealed record ConferenceRecordConfirmed : CaseEvent, INamedEvent
{
    public static string WireName => "ConferenceRecordConfirmed";

    [Description("Required when you have several conferences to confirm.")]
    public string? ConferenceId { get; init; }

    [Description("Whether the conference was as it is recorded.")]
    public required bool Agrees { get; init; }

    [Description("What must be corrected.")]
    public FreeText? Changes { get; init; }
}
