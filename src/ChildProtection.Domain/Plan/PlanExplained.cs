using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Plan;

/// <summary>E20. The plan was explained to the child or the parents; the child may be given a version of its own.</summary>
public sealed record PlanExplained : CaseEvent, INamedEvent
{
    public static string WireName => "PlanExplained";

    public required ExplainedTo To { get; init; }

    [Description("Which parent, as the plan lists them; all of them unless given.")]
    public string? ParentId { get; init; }

    [Description("The present version unless given.")]
    public int? PlanVersion { get; init; }

    [Description("How, for example in talking, with pictures, by telephone.")]
    public FreeText? Method { get; init; }

    [Description("Language code.")]
    public string? Language { get; init; }

    public bool? InterpreterUsed { get; init; }

    public required Understanding Understood { get; init; }

    public IReadOnlyList<ExplainedMatter>? Covered { get; init; }

    [Description("What the child was given to keep.")]
    public ChildVersion? ChildVersion { get; init; }

    [Description("Why a child has no version of its own, for example a baby.")]
    public FreeText? NoChildVersionReason { get; init; }
}

public enum ExplainedTo
{
    Child,
    Parents,
}

public enum Understanding
{
    Yes,
    Partly,
    No,
}

/// <summary>What parents must be helped to understand (S3-10, S3-17, S3-22, S3-24, S3-34).</summary>
public enum ExplainedMatter
{
    CausesOfConcern,
    EvidenceOfHarm,
    WhatMustChange,
    WhatIsExpected,
    PlannedOutcomes,
    ConsequencesOfNotKeepingToPlan,
    RightToComplain,
    LeadSocialWorkerRole,
}

/// <summary>The plan in words for this child.</summary>
public sealed record ChildVersion
{
    public required FreeText Text { get; init; }

    [Description("For whom it is written, for example 5 to 7 years.")]
    public required FreeText ReadingLevel { get; init; }

    [Description("Language code.")]
    public required string Language { get; init; }

    [Description("Why it is not in the child's preferred language.")]
    public FreeText? ReasonForOtherLanguage { get; init; }
}
