using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Cases.Events;

/// <summary>E03. The assessment has begun.</summary>
public sealed record AssessmentStarted : CaseEvent
{
    public string? AssessmentId { get; init; }
}

/// <summary>E03. The author hands the assessment to the manager.</summary>
public sealed record AssessmentSubmitted : CaseEvent
{
    public string? AssessmentId { get; init; }

    [Description("The day it started, when no AssessmentStarted was raised.")]
    public DateOnly? StartedOn { get; init; }

    public bool? ChildSeen { get; init; }

    [Codes(CodeLists.AssessmentFactor)]
    public IReadOnlyList<string>? Factors { get; init; }

    public required AssessmentConclusion Conclusion { get; init; }

    public IReadOnlyList<string>? ContributionsFrom { get; init; }
}

public enum AssessmentConclusion
{
    ChildInNeed,
    EarlyHelp,
    NoFurtherAction,
}

/// <summary>E04. The manager, who is not the author, signs: the assessment is complete.</summary>
public sealed record AssessmentCounterSigned : CaseEvent
{
    public string? AssessmentId { get; init; }

    public FreeText? Comment { get; init; }
}

/// <summary>E04. The manager sends the assessment back; its due date stays.</summary>
public sealed record AssessmentReturned : CaseEvent
{
    public string? AssessmentId { get; init; }

    public FreeText? Comment { get; init; }
}
