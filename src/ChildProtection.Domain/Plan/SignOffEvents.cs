using System.ComponentModel;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Plan;

/// <summary>E19. A party accepts its part in a version of the plan.</summary>
public sealed record PlanAccepted : CaseEvent, INamedEvent
{
    public static string WireName => "PlanAccepted";

    public required PlanPartyKind Party { get; init; }

    [Description("Which agency; an agency speaks for itself.")]
    [AgencyCode]
    public string? Agency { get; init; }

    [Description("Which parent, as the plan lists them.")]
    public string? ParentId { get; init; }

    [Description("The present version unless given.")]
    public int? PlanVersion { get; init; }

    public required AcceptanceMethod Method { get; init; }

    [Description("The signature or e-mail, kept in the child's record. Only a child may do without.")]
    public Evidence? Evidence { get; init; }

    public FreeText? Reservation { get; init; }
}

/// <summary>E19. A party does not accept its part. The plan stays in force.</summary>
public sealed record PlanDeclined : CaseEvent, INamedEvent
{
    public static string WireName => "PlanDeclined";

    public required PlanPartyKind Party { get; init; }

    [Description("Which agency; an agency speaks for itself.")]
    [AgencyCode]
    public string? Agency { get; init; }

    [Description("Which parent, as the plan lists them.")]
    public string? ParentId { get; init; }

    [Description("The present version unless given.")]
    public int? PlanVersion { get; init; }

    public required FreeText Reason { get; init; }

    public AcceptanceMethod? Method { get; init; }

    public Evidence? Evidence { get; init; }

    [Description("What was agreed instead, when an agency's commitment was negotiated again.")]
    public FreeText? Renegotiation { get; init; }
}

public enum PlanPartyKind
{
    Agency,
    Parent,
    Child,
}

public enum AcceptanceMethod
{
    ESignature,
    Email,
    WetInk,
}

/// <summary>E21. The plan is on the record that an adult service keeps of a parent.</summary>
public sealed record AdultRecordCopied : CaseEvent, INamedEvent
{
    public static string WireName => "AdultRecordCopied";

    public required string ParentId { get; init; }

    [Description("The adult service.")]
    public FreeText? Service { get; init; }

    [Description("When the service confirmed it.")]
    public DateOnly? ConfirmedOn { get; init; }

    public Evidence? Evidence { get; init; }
}
