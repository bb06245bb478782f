using System.ComponentModel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.PlanDocument;

/// <summary>What the head of the plan says beside what the case knows (domain 4.1).</summary>
public sealed partial record PlanContent
{
    [Description("What the referral does not say of the child.")]
    public PlanChild? Child { get; init; }

    public PlanPlacement? Placement { get; init; }

    [Description(
        "Parents and carers, when the referral did not name them or there is more to say; takes the place of the referral's list.")]
    public IReadOnlyList<PlanParent>? Parents { get; init; }

    [Description("Brothers, sisters and others in the household.")]
    public IReadOnlyList<HouseholdMember>? Household { get; init; }

    [Description("How to reach the lead social worker, whom the conference named.")]
    public FreeText? LeadSocialWorkerContact { get; init; }

    [Description("The lead social worker's manager, and how to reach them.")]
    public PlanManager? LeadSocialWorkerManager { get; init; }

    [Description("Whom the family can speak to for further information.")]
    public FreeText? ContactForInformation { get; init; }
}

public sealed record PlanChild
{
    [Description("When it differs from the referral's.")]
    public string? PreferredLanguage { get; init; }

    public FreeText? CommunicationNeeds { get; init; }

    public bool? InterpreterNeeded { get; init; }
}

/// <summary>Where the child lives.</summary>
public sealed record PlanPlacement
{
    public required PlacementKind Kind { get; init; }

    public required FreeText Address { get; init; }

    public FreeText? Carer { get; init; }

    public DateOnly? SinceOn { get; init; }
}

public sealed record PlanParent
{
    [Description("Stable over versions: parent-1 is the first of the referral's list.")]
    public required string ParentId { get; init; }

    public required FreeText Name { get; init; }

    public FreeText? Relation { get; init; }

    public bool? ParentalResponsibility { get; init; }

    public FreeText? Contact { get; init; }

    public FreeText? Language { get; init; }

    public FreeText? Needs { get; init; }

    [Description("Known to adult social care or health: the plan is then placed on that record as well.")]
    public bool? KnownToAdultServices { get; init; }

    [Description("The adult service that knows the parent.")]
    public FreeText? Service { get; init; }
}

public sealed record HouseholdMember
{
    public required FreeText Name { get; init; }

    public FreeText? Relation { get; init; }

    public DateOnly? DateOfBirth { get; init; }
}

public sealed record PlanManager
{
    [Description("Account id.")]
    public string? Id { get; init; }

    public FreeText? Name { get; init; }

    public required FreeText Contact { get; init; }
}
