using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.PlanDocument;

/// <summary>What the plan aims for, and what people do for it (domain 4.3).</summary>
public sealed partial record PlanContent
{
    [Description("The three standard aims unless given; each may be worded for this child.")]
    public IReadOnlyList<PlanAim>? Aims { get; init; }

    public IReadOnlyList<PlanOutcome>? Outcomes { get; init; }

    public IReadOnlyList<PlanNeed>? NeedsOfChild { get; init; }

    public IReadOnlyList<TherapeuticService>? TherapeuticServices { get; init; }

    public IReadOnlyList<PlanNeed>? NeedsOfParents { get; init; }

    [Description("Needs and therapy of the person who harmed the child.")]
    public FreeText? NeedsOfPerpetrator { get; init; }

    public FreeText? HowParentsKeepChildSafe { get; init; }

    [Description("Overview of the support that the family gets.")]
    public FreeText? SupportForFamily { get; init; }

    public IReadOnlyList<PlanIntervention>? Interventions { get; init; }

    public IReadOnlyList<PlanAction>? Actions { get; init; }

    public IReadOnlyList<SpecialistAssessment>? SpecialistAssessments { get; init; }

    public TimescaleJudgement? ChildTimescaleJudgement { get; init; }

    public bool? SeparationRecommended { get; init; }

    [Description("Required when it is recommended that the child lives away from the family for any time.")]
    public FreeText? OptionsExploredBeforeSeparation { get; init; }

    public FreeText? CulturalConsiderations { get; init; }

    public FreeText? DisabilityConsiderations { get; init; }
}

public sealed record PlanAim
{
    public required AimKind Aim { get; init; }

    [Description("The standard wording unless given.")]
    public FreeText? Text { get; init; }
}

public enum AimKind
{
    /// <summary>The child is safe and protected from further harm.</summary>
    KeepChildSafe,

    /// <summary>The child's welfare, health and development are promoted.</summary>
    PromoteWelfare,

    /// <summary>Family and wider family are supported to do both, where that is best for the child.</summary>
    SupportFamily,

    Other,
}

public sealed record PlanOutcome
{
    public required string OutcomeId { get; init; }

    public required FreeText Text { get; init; }

    [Description("Says what will be better for the child, not what services do.")]
    public bool? ChildFocused { get; init; }

    public bool? Measurable { get; init; }

    public FreeText? HowMeasured { get; init; }

    public DateOnly? TargetOn { get; init; }

    public OutcomeStatus? Status { get; init; }
}

public enum OutcomeStatus
{
    NotStarted,
    InProgress,
    Achieved,
    NotAchieved,
}

public sealed record PlanNeed
{
    public required FreeText Need { get; init; }

    public FreeText? HowMet { get; init; }
}

public sealed record TherapeuticService
{
    public required FreeText Service { get; init; }

    public FreeText? Provider { get; init; }

    [Description("Therapy goes on wherever the child lives; false needs the reason in the plan.")]
    public bool? ContinuesOnPlacementChange { get; init; }
}

public sealed record PlanIntervention
{
    public required InterventionComponent Component { get; init; }

    public required FreeText Description { get; init; }

    public FreeText? Provider { get; init; }

    [Description("What it addresses, wherever the child lives.")]
    public IReadOnlyList<InterventionAim>? Addresses { get; init; }
}

/// <summary>The parts that interventions are made of (S1-35 to S1-40).</summary>
public enum InterventionComponent
{
    Safety,
    GrowthAndDevelopment,
    ParentingCapacity,
    WiderWorld,
    ChildTherapy,
    Perpetrator,
}

/// <summary>What interventions address wherever the child lives (S1-30 to S1-34).</summary>
public enum InterventionAim
{
    GrowthAndDevelopment,
    UnderstandingOfEvents,
    ParentChildRelationship,
    FamilyRelationships,
    FamilyCircumstances,
}

public sealed record SpecialistAssessment
{
    public required FreeText Kind { get; init; }

    public FreeText? OfWhom { get; init; }

    public FreeText? ByWhom { get; init; }

    public DateOnly? DueOn { get; init; }
}

/// <summary>Whether the child's needs can be met in the family within the child's timescale (S1-41).</summary>
public sealed record TimescaleJudgement
{
    public required TimescaleAnswer CanBeMet { get; init; }

    public required FreeText Reasons { get; init; }

    [Description("Whether the parents' own change may take too long for the child.")]
    public FreeText? ParentsChange { get; init; }
}

public enum TimescaleAnswer
{
    Yes,
    No,
    NotYetKnown,
}
