using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Conference;

/// <summary>E52. The conference's decision was sent.</summary>
public sealed record DecisionLetterSent : CaseEvent, INamedEvent
{
    public static string WireName => "DecisionLetterSent";

    [Description("Whose letter it is; required when letters of several conferences are owed.")]
    public string? ConferenceId { get; init; }

    public IReadOnlyList<FreeText>? Recipients { get; init; }
}

/// <summary>E53. The conference's record was issued.</summary>
public sealed record ConferenceRecordIssued : CaseEvent, INamedEvent
{
    public static string WireName => "ConferenceRecordIssued";

    [Description("Whose record it is; required when records of several conferences are owed.")]
    public string? ConferenceId { get; init; }

    public IReadOnlyList<FreeText>? Recipients { get; init; }
}
