using System.ComponentModel;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.CoreGroup;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Plan;
using ChildProtection.Domain.PlanDocument;
using ChildProtection.Domain.Text;

namespace ChildProtection.Domain.Conference;

/// <summary>E12. A conference was held. Without a decision it opens a review; a later one with the decision closes it.</summary>
public sealed record ConferenceHeld : CaseEvent, INamedEvent
{
    public static string WireName => AnchorEvents.ConferenceHeld;

    public string? ConferenceId { get; init; }

    public required ConferenceType ConferenceType { get; init; }

    public required ConferenceChair Chair { get; init; }

    [Description("Why somebody other than the chair records it; required then.")]
    public RecordedFor? RecordedFor { get; init; }

    [Description("Why somebody other than the chair who was booked chaired it; required then.")]
    public FreeText? ChairChangeReason { get; init; }

    [Description("Computed from attendance; when given it must agree.")]
    public bool? Quorate { get; init; }

    public required IReadOnlyList<Attendance> Attendance { get; init; }

    public IReadOnlyList<AgencyView>? AgencyViews { get; init; }

    public IReadOnlyList<AgencyView>? Dissent { get; init; }

    public FreeText? ParentsViews { get; init; }

    public FreeText? ChildViews { get; init; }

    [Codes(CodeLists.Participation)]
    public string? ChildParticipation { get; init; }

    public ConferenceDecision? Decision { get; init; }

    [Description("What follows the end of a plan; required when a review ends it.")]
    public NextPlan? NextPlan { get; init; }

    public FreeText? Reason { get; init; }

    [Codes(CodeLists.CategoryOfAbuse)]
    public IReadOnlyList<string>? Categories { get; init; }

    public LeadSocialWorker? LeadSocialWorker { get; init; }

    public IReadOnlyList<CoreGroupMember>? CoreGroup { get; init; }

    public DateOnly? FirstCoreGroupOn { get; init; }

    public Period? CoreGroupFrequency { get; init; }

    public Period? VisitInterval { get; init; }

    public DateOnly? ReviewOn { get; init; }

    [Description("At a review: whether adult social care takes over at the eighteenth birthday, once that is known.")]
    public bool? TransferToAdultCare { get; init; }

    public PlanContent? OutlinePlan { get; init; }

    [Description("At a review: progress on the planned outcomes is on its agenda, so false is refused.")]
    public bool? ProgressReviewed { get; init; }

    [Description("At a review: needed changes are on its agenda, so false is refused.")]
    public bool? ChangesConsidered { get; init; }

    [Description(
        "At a review: what is decided on the child's long-term future, where the family does not improve fast enough or the "
        + "assessment found that another family is better for the child. The reasons stand in reason."
    )]
    public LongTermDecision? LongTermDecision { get; init; }
}

/// <summary>Why the account that records a conference is not its chair's.</summary>
public sealed record RecordedFor
{
    public required RecordedForReason Reason { get; init; }
}

public enum RecordedForReason
{
    TypedForChair,

    /// <summary>A chair who covers for another.</summary>
    CoverChair,
}

public enum ConferenceType
{
    Initial,
    Review,
    EarlyReview,

    /// <summary>The initial conference of a child who is not born yet.</summary>
    PreBirth,

    /// <summary>The initial conference here of a child with a plan of another authority.</summary>
    TransferIn,
}

public enum ConferenceDecision
{
    /// <summary>Initial: a child protection plan is made.</summary>
    Plan,

    /// <summary>Initial: no child protection plan, but support as a child in need.</summary>
    ChildInNeed,

    /// <summary>Initial: no plan and no need.</summary>
    NoFurtherAction,

    /// <summary>Review: the plan goes on.</summary>
    Continue,

    /// <summary>Review: the plan ends.</summary>
    End,
}

/// <summary>Where the child is to grow up (S1-44, S1-46).</summary>
public enum LongTermDecision
{
    StaysWithFamily,

    /// <summary>The wider family.</summary>
    ExtendedFamily,

    /// <summary>Another family for good.</summary>
    AlternativeFamily,

    /// <summary>A court, or in Guernsey the Convenor, is to decide.</summary>
    LegalRoute,
}

public sealed record AgencyView
{
    [AgencyCode]
    public required string Agency { get; init; }

    public required ViewOnPlan View { get; init; }

    public FreeText? Reason { get; init; }
}

public enum ViewOnPlan
{
    PlanNeeded,
    PlanNotNeeded,
    Undecided,
}
