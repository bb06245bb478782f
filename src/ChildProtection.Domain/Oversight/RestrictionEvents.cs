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
}

/// <summary>The restriction was looked at again and goes on.</summary>
public sealed record RestrictionReviewed : CaseEvent, INamedEvent
{
    public static string WireName => "RestrictionReviewed";

    [Description("Counts the changes of the case's restriction, from 1.")]
    public required int Change { get; init; }
}

/// <summary>The restriction ended.</summary>
public sealed record RestrictionLifted : CaseEvent, INamedEvent
{
    public static string WireName => "RestrictionLifted";

    [Description("Counts the changes of the case's restriction, from 1.")]
    public required int Change { get; init; }
}
