using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Plans;

/// <summary>What a child protection plan says. Versions are append-only; a version holds the whole plan as it was agreed.</summary>
public sealed record PlanContent
{
    [Description("The exact nature of the concerns, in plain words.")]
    public FreeText? Concerns { get; init; }

    public FreeText? WhyPlanRequired { get; init; }

    public IReadOnlyList<PlanRisk>? Risks { get; init; }

    public IReadOnlyList<FreeText>? Aims { get; init; }

    public IReadOnlyList<PlanOutcome>? Outcomes { get; init; }

    public IReadOnlyList<PlanNeed>? NeedsOfChild { get; init; }

    public IReadOnlyList<PlanNeed>? NeedsOfParents { get; init; }

    public FreeText? HowParentsKeepChildSafe { get; init; }

    public FreeText? SupportForFamily { get; init; }

    public IReadOnlyList<PlanAction>? Actions { get; init; }

    public FreeText? ConsequencesOfNotKeepingToPlan { get; init; }

    public FreeText? WhatHappensNextIfNotWorking { get; init; }

    public FreeText? ContingencyPlan { get; init; }

    public FreeText? ChildWishesAndFeelings { get; init; }

    public FreeText? ParentsViews { get; init; }

    public FreeText? ComplaintsInformation { get; init; }

    public FreeText? ContactForInformation { get; init; }
}

public sealed record PlanRisk
{
    public required FreeText Description { get; init; }

    public FreeText? Mitigation { get; init; }

    public string? IdentifiedBy { get; init; }
}

public sealed record PlanOutcome
{
    public string? OutcomeId { get; init; }

    public required FreeText Text { get; init; }

    public FreeText? HowMeasured { get; init; }

    public DateOnly? TargetOn { get; init; }
}

public sealed record PlanNeed
{
    public required FreeText Need { get; init; }

    public FreeText? HowMet { get; init; }
}

public sealed record PlanAction
{
    public string? ActionId { get; init; }

    public required FreeText What { get; init; }

    public FreeText? Why { get; init; }

    [Description("Person, agency or family member.")]
    public required FreeText Who { get; init; }

    public DateOnly? DueOn { get; init; }
}
