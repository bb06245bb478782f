using System.ComponentModel;
using ChildProtection.Domain.Difficulties;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Legal.England;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.CoreGroup;

/// <summary>E14. A core group has a date.</summary>
public sealed record CoreGroupBooked : CaseEvent, INamedEvent
{
    public static string WireName => "CoreGroupBooked";

    public int? CoreGroupNumber { get; init; }

    public required DateOnly ScheduledOn { get; init; }

    public IReadOnlyList<FreeText>? Members { get; init; }
}

/// <summary>E15. A core group has another date; the deadline does not move.</summary>
public sealed record CoreGroupRescheduled : CaseEvent, INamedEvent
{
    public static string WireName => "CoreGroupRescheduled";

    public DateOnly? OldOn { get; init; }

    public required DateOnly NewOn { get; init; }

    public FreeText? Reason { get; init; }

    [Description(
        "The day on which the new date was confirmed in writing to all concerned. Without it the old date "
        + "stands: raise the event again once that is done."
    )]
    public DateOnly? WrittenConfirmationSentOn { get; init; }

    public IReadOnlyList<FreeText>? Recipients { get; init; }
}

/// <summary>E16. A core group met.</summary>
public sealed record CoreGroupHeld : CaseEvent, INamedEvent
{
    public static string WireName => "CoreGroupHeld";

    public int? CoreGroupNumber { get; init; }

    public IReadOnlyList<Attendance>? Attendance { get; init; }

    [Description("Must be true: progress on outcomes is on every core group's agenda.")]
    public required bool ProgressReviewed { get; init; }

    [Description("Must be true: needed changes are on every core group's agenda.")]
    public required bool ChangesConsidered { get; init; }

    [Description("The version of the plan that the group agreed; the first core group agrees version 1.")]
    public int? PlanVersionAgreed { get; init; }

    [Description("The detailed plan, when this meeting agreed one.")]
    public PlanContent? Plan { get; init; }

    [Description("Why fields of the detailed plan are left out.")]
    public IReadOnlyList<MissingReason>? ReasonsForMissing { get; init; }

    [Description("What the group found of the child's safety and welfare.")]
    public ProgressFound? Progress { get; init; }

    [Description("Required when no change for the better is found: whether the contingency plan is invoked.")]
    public bool? ContingencyInvoked { get; init; }

    [Description("What parents contributed to the understanding of their family.")]
    public FreeText? ParentsContribution { get; init; }

    public IReadOnlyList<Disagreement>? Disagreements { get; init; }

    [Description("Answers to proposed changes.")]
    public IReadOnlyList<ProposalAnswer>? ChangesDecided { get; init; }

    [Description("Dates of the meetings to the next review, fixed at the first core group after each conference.")]
    public IReadOnlyList<DateOnly>? FutureDates { get; init; }

    [Description("True counts as a request for an early review, which the chair decides on.")]
    public bool? NeedForEarlyReview { get; init; }

    public LegalPlanningConsideration? LegalPlanningConsidered { get; init; }
}

/// <summary>Whether anything changes for the child (S3-12).</summary>
public enum ProgressFound
{
    Improving,
    NoChange,
    Worse,
}

public sealed record Disagreement
{
    public required FreeText Who { get; init; }

    public required FreeText What { get; init; }

    public required FreeText Reason { get; init; }
}

/// <summary>E17. Notes and written agreement went to the members.</summary>
public sealed record CoreGroupNotesCirculated : CaseEvent, INamedEvent
{
    public static string WireName => "CoreGroupNotesCirculated";

    [Description("Whose notes they are; required when notes of several core groups are owed.")]
    public int? CoreGroupNumber { get; init; }

    [Description("The plan whose core group it was; required when notes of the same number are owed in two plans.")]
    public int? PlanNumber { get; init; }

    public IReadOnlyList<FreeText>? Recipients { get; init; }

    public bool? IncludesWrittenAgreement { get; init; }
}
