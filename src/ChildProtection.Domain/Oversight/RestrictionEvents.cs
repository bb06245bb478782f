using System.ComponentModel;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Oversight;

/// <summary>
/// Access to the case was restricted to a few people. The restriction itself has the reason and the accounts, where only those people find
/// them.
/// </summary>
public sealed record CaseRestricted : CaseEvent, INamedEvent
{
    public static string WireName => "CaseRestricted";

    [Description("Counts the changes of the case's restriction, from 1.")]
    public required int Change { get; init; }

    [Description("Whether a second manager must agree. Until then heads of service know of the case.")]
    public bool? AwaitsSecond { get; init; }
}

/// <summary>The restriction was looked at again and goes on, perhaps for other people.</summary>
public sealed record RestrictionReviewed : CaseEvent, INamedEvent
{
    public static string WireName => "RestrictionReviewed";

    [Description("Counts the changes of the case's restriction, from 1.")]
    public required int Change { get; init; }

    [Description("Whether a second manager must agree to other people or another category.")]
    public bool? AwaitsSecond { get; init; }
}

/// <summary>A second manager agreed to the restriction.</summary>
public sealed record RestrictionAgreed : CaseEvent, INamedEvent
{
    public static string WireName => "RestrictionAgreed";

    [Description("Counts the changes of the case's restriction, from 1.")]
    public required int Change { get; init; }

    [Description("Account id of the manager who asked for it.")]
    public required string RequestedBy { get; init; }
}

/// <summary>A second manager did not agree to the restriction.</summary>
public sealed record RestrictionDeclined : CaseEvent, INamedEvent
{
    public static string WireName => "RestrictionDeclined";

    [Description("Counts the changes of the case's restriction, from 1.")]
    public required int Change { get; init; }

    [Description("Account id of the manager who asked for it.")]
    public required string RequestedBy { get; init; }

    [Description("Whether the restriction before it goes on. There is none any more otherwise.")]
    public required bool FormerGoesOn { get; init; }
}

/// <summary>The restriction ended.</summary>
public sealed record RestrictionLifted : CaseEvent, INamedEvent
{
    public static string WireName => "RestrictionLifted";

    [Description("Counts the changes of the case's restriction, from 1.")]
    public required int Change { get; init; }
}
