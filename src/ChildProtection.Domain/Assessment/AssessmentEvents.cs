using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Assessment;

/// <summary>E03. The assessment has begun.</summary>
public sealed record AssessmentStarted : CaseEvent, INamedEvent
{
    public static string WireName => "AssessmentStarted";

    public string? AssessmentId { get; init; }
}

/// <summary>E03. The author hands the assessment to the manager.</summary>
public sealed record AssessmentSubmitted : CaseEvent, INamedEvent
{
    public static string WireName => "AssessmentSubmitted";

    public string? AssessmentId { get; init; }

    [Description("The day it started, when no AssessmentStarted was raised.")]
    public DateOnly? StartedOn { get; init; }

    public bool? ChildSeen { get; init; }

    [Codes(CodeLists.AssessmentFactor)]
    public IReadOnlyList<string>? Factors { get; init; }

    public required AssessmentConclusion Conclusion { get; init; }

    [TextFormat(TextFormatAttribute.Words)]
    [Description("Required for noFurtherAction: why the child needs no more.")]
    public FreeText? Reason { get; init; }

    [Description("Codes of the agencies that contributed; while a plan is in force every agency of the core group does.")]
    [AgencyCode]
    public IReadOnlyList<string>? ContributionsFrom { get; init; }

    [Description("True when it finds that living in another family is best for the child in the long term.")]
    public bool? AlternativeFamily { get; init; }
}

/// <summary>E04. The manager, who is not the author, signs: the assessment is complete.</summary>
public sealed record AssessmentCounterSigned : CaseEvent, INamedEvent
{
    public static string WireName => "AssessmentCounterSigned";

    public string? AssessmentId { get; init; }

    public FreeText? Comment { get; init; }
}

/// <summary>E04. The manager sends the assessment back; its due date stays.</summary>
public sealed record AssessmentReturned : CaseEvent, INamedEvent
{
    public static string WireName => "AssessmentReturned";

    public string? AssessmentId { get; init; }

    public FreeText? Comment { get; init; }
}
