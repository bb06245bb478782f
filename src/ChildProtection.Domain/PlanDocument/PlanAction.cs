using System.ComponentModel;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.PlanDocument;

/// <summary>Something to be done: what, why, by whom and by when (S1-05, S3-04). Each one with a date is a deadline of its own.</summary>
public sealed record PlanAction
{
    /// <summary>More than a plan can hold and still be read; it bounds the state.</summary>
    public const int Most = 60;

    [Description("Stable over versions.")]
    public required string ActionId { get; init; }

    [Description("The outcome it leads to.")]
    public string? OutcomeId { get; init; }

    [Description("Work unless given.")]
    public ActionKind? Kind { get; init; }

    public required FreeText What { get; init; }

    public FreeText? Why { get; init; }

    [Description("Person, agency or family member.")]
    public required FreeText Who { get; init; }

    public ActionOwner? Owner { get; init; }

    [Description("Code of the agency that does it; it may then report on it.")]
    [AgencyCode]
    public string? Agency { get; init; }

    public DateOnly? StartOn { get; init; }

    public DateOnly? DueOn { get; init; }

    public Period? Frequency { get; init; }

    [Description("What the agency commits to it: people, hours, money.")]
    public FreeText? ResourceCommitted { get; init; }
}

/// <summary>What doing it leaves behind.</summary>
public enum ActionKind
{
    Work,

    /// <summary>A report that a member of the core group prepares (S0-40): it is done once the report is in the child's record.</summary>
    Report,
}

public enum ActionOwner
{
    Professional,
    Parent,
    Child,
    FamilyMember,
    Carer,
}
