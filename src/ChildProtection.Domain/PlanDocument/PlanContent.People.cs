using System.ComponentModel;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.PlanDocument;

/// <summary>
/// Who does what, how often, and what happens if it does not work (domain 4.4). Intervals and meeting dates are the conference's.
/// </summary>
public sealed partial record PlanContent
{
    [Description("When the core group has changed since the conference: the whole of it.")]
    public IReadOnlyList<PlanMember>? CoreGroup { get; init; }

    [Description("Everyone's part, parents and others with regular contact included.")]
    public IReadOnlyList<PlanRole>? RolesAndResponsibilities { get; init; }

    public VisitArrangements? VisitArrangements { get; init; }

    public IReadOnlyList<Monitoring>? Monitoring { get; init; }

    public FreeText? HowProgressIsJudged { get; init; }

    public FreeText? ConsequencesOfNotKeepingToPlan { get; init; }

    public FreeText? WhatHappensNextIfNotWorking { get; init; }

    public Contingency? ContingencyPlan { get; init; }
}

public sealed record PlanMember
{
    public required FreeText Person { get; init; }

    public required FreeText Role { get; init; }

    [AgencyCode]
    public string? Agency { get; init; }

    public required CoreGroupMemberKind Kind { get; init; }

    public DateOnly? JoinedOn { get; init; }

    public DateOnly? LeftOn { get; init; }
}

public sealed record PlanRole
{
    public required FreeText Person { get; init; }

    public required PlanRoleKind Kind { get; init; }

    public required FreeText Responsibilities { get; init; }
}

public enum PlanRoleKind
{
    LeadSocialWorker,
    Professional,
    Parent,
    Child,
    FamilyMember,
    Carer,

    /// <summary>Another person in regular contact with the child.</summary>
    RegularContact,
}

/// <summary>How the child is visited; the interval is the conference's.</summary>
public sealed record VisitArrangements
{
    public FreeText? SeenAlone { get; init; }

    public FreeText? BedroomSeen { get; init; }

    public IReadOnlyList<VisitPlace>? Places { get; init; }

    public FreeText? Unannounced { get; init; }
}

/// <summary>What one professional watches, and how often (S1-18).</summary>
public sealed record Monitoring
{
    [Description("GP, health visitor, teacher ...")]
    public required FreeText Professional { get; init; }

    [AgencyCode]
    public string? Agency { get; init; }

    public required MonitoringKind Kind { get; init; }

    [Description("Nature of the contact.")]
    public FreeText? Contact { get; init; }

    public Period? Frequency { get; init; }

    public FreeText? WhatIsWatched { get; init; }

    public FreeText? ReportsTo { get; init; }
}

public enum MonitoringKind
{
    /// <summary>The contact that every child has: GP, health visitor, teacher.</summary>
    Routine,

    /// <summary>Support beyond that.</summary>
    AdditionalSupport,
}

public sealed record Contingency
{
    public required FreeText Text { get; init; }

    [Description("The circumstances that set it off.")]
    public IReadOnlyList<FreeText>? Triggers { get; init; }
}
