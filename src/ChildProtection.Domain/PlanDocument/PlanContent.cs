using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.PlanDocument;

/// <summary>
/// What the authors of a child protection plan write: why it is needed (domain 4.2). Versions are append-only; a version holds the whole
/// plan as it was agreed. What the case knows already (child, conference, category, lead social worker, core group, dates) is joined when
/// the plan is shown, never typed again. <see cref="PlanFields"/> says when each field is needed.
/// </summary>
public sealed partial record PlanContent
{
    [Description("The exact nature of the concerns, in plain words.")]
    public FreeText? Concerns { get; init; }

    [Description("The evidence of harm, or of likely harm.")]
    public FreeText? EvidenceOfHarm { get; init; }

    public IReadOnlyList<PlanRisk>? Risks { get; init; }

    public FreeText? WhyPlanRequired { get; init; }

    [Description("Strengths of the family and what protects the child.")]
    public FreeText? Strengths { get; init; }
}

/// <summary>A risk of harm, as the professionals at the conference named it.</summary>
public sealed record PlanRisk
{
    public string? RiskId { get; init; }

    public required FreeText Description { get; init; }

    [Description("What makes this child vulnerable to it.")]
    public FreeText? Vulnerability { get; init; }

    public FreeText? UnmetNeed { get; init; }

    [Description("How the risk is made smaller.")]
    public FreeText? Mitigation { get; init; }

    [Description("Code of the agency that named it.")]
    [AgencyCode]
    public string? IdentifiedBy { get; init; }
}
