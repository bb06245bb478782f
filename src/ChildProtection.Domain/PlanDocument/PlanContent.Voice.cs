using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.PlanDocument;

/// <summary>
/// The voices of child and parents, and what the family is told (domain 4.5). Explanations, acceptances, copies and circulation are events
/// of the case and are joined to the version they belong to.
/// </summary>
public sealed partial record PlanContent
{
    public IReadOnlyList<ChildWish>? ChildWishesAndFeelings { get; init; }

    public IReadOnlyList<ParentView>? ParentsViews { get; init; }

    public IReadOnlyList<ParentPreference>? ParentsPreferences { get; init; }

    public Willingness? ParentsWillingToWorkToPlan { get; init; }

    public ComplaintsInformation? ComplaintsInformation { get; init; }

    [Description("A standard sentence unless given.")]
    public FreeText? LegalAdviceSignpost { get; init; }
}

public sealed record ChildWish
{
    public required DateOnly AscertainedOn { get; init; }

    [Description("How they were learnt: talking, drawing, watching a baby.")]
    public FreeText? How { get; init; }

    public required FreeText Text { get; init; }
}

public sealed record ParentView
{
    public string? ParentId { get; init; }

    public DateOnly? GivenOn { get; init; }

    public required FreeText Text { get; init; }
}

/// <summary>What a parent would prefer, and whether the plan follows it.</summary>
public sealed record ParentPreference
{
    public string? ParentId { get; init; }

    public required FreeText Text { get; init; }

    public required bool Accepted { get; init; }

    [Description("Required when it is not accepted.")]
    public FreeText? ReasonIfNotFollowed { get; init; }
}

public enum Willingness
{
    Yes,
    Partly,
    No,
}

/// <summary>That parents may complain or make representations, and how (S3-24).</summary>
public sealed record ComplaintsInformation
{
    [Description("The right, in plain words.")]
    public required FreeText Right { get; init; }

    public required FreeText How { get; init; }

    public required FreeText Contact { get; init; }

    public DateOnly? GivenOn { get; init; }
}
