using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Enquiry;

/// <summary>E05. Social care, police, health and others decided whether a section 47 enquiry starts.</summary>
public sealed record StrategyDiscussionHeld : CaseEvent, INamedEvent
{
    public static string WireName => AnchorEvents.StrategyDiscussionHeld;

    [Description("Agency codes, such as csc, police, health, school.")]
    [AgencyCode]
    public required IReadOnlyList<string> Attendees { get; init; }

    public required bool S47Initiated { get; init; }

    public bool? JointWithPolice { get; init; }

    [Description("True at the first discussion at which the enquiry started.")]
    public bool? IsInitiating { get; init; }

    public FreeText? EmergencyAction { get; init; }

    [Description("What was considered, whatever came of it; after a difficulty with the plan all of them are.")]
    public IReadOnlyList<StrategyOption>? Considered { get; init; }

    public LegalPlanningConsideration? LegalPlanningConsidered { get; init; }
}

/// <summary>What a strategy discussion after a difficulty with the plan considers (S3-62 to S3-65).</summary>
public enum StrategyOption
{
    PoliceAccess,
    Section47Enquiry,
    LegalAction,
    EarlyReview,
}
