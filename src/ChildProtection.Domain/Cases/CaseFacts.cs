using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Cases;

/// <summary>The policy a case runs under, stamped at referral.</summary>
public sealed record ProfileStamp(string Id, string Version, string CalendarId, string CalendarVersion);

public sealed record ChildFacts
{
    /// <summary>The authority's own id for the child (census item N00097).</summary>
    public required string LocalId { get; init; }

    public DateOnly? DateOfBirth { get; init; }

    public DateOnly? ExpectedDateOfBirth { get; init; }

    /// <summary>Language code, such as <c>en</c>; null when it is not known.</summary>
    public string? PreferredLanguage { get; init; }

    public DateOnly? DiedOn { get; init; }
}

/// <summary>A parent or carer, by a reference that is stable over the plan's versions. Never a name.</summary>
/// <param name="Id"><c>parent-1</c> is the first of the referral's list.</param>
/// <param name="KnownToAdultServices">Known to adult social care or health (S3-31).</param>
public sealed record ParentFacts(string Id, bool KnownToAdultServices);

public sealed record ReferralFacts
{
    /// <summary>Local day of the referral; nothing on the case happened before it.</summary>
    public required DateOnly ReceivedOn { get; init; }

    public required string Source { get; init; }

    public string? PrimaryNeed { get; init; }

    /// <summary>Code of the agency that referred the child; null when it was no agency.</summary>
    public string? Agency { get; init; }
}

public enum AssessmentStatus
{
    InProgress,
    Submitted,
    Returned,
    CounterSigned,
}

public sealed record AssessmentFacts
{
    public required string Id { get; init; }

    public required AssessmentStatus Status { get; init; }

    public required DateOnly StartedOn { get; init; }

    public DateOnly? SubmittedOn { get; init; }

    /// <summary>Account of the author, who never signs as manager too.</summary>
    public string? Author { get; init; }

    public Events.AssessmentConclusion? Conclusion { get; init; }

    public DateOnly? CounterSignedOn { get; init; }
}

/// <summary>The latest section 47 enquiry of the case.</summary>
public sealed record EnquiryFacts
{
    /// <summary>The day of the strategy discussion that initiated it.</summary>
    public required DateOnly StartedOn { get; init; }

    public DateOnly? ConcludedOn { get; init; }

    public Events.EnquiryOutcome? Outcome { get; init; }

    public bool ConferenceNotRequired { get; init; }

    /// <summary>The day of the conference that it led to, which the census keeps apart from that of a transfer in (rule 2884).</summary>
    public DateOnly? ConferenceOn { get; init; }
}

public sealed record ConferenceFacts
{
    public required string Id { get; init; }

    /// <summary>The day it is booked for; null after an adjournment, until it is booked again.</summary>
    public DateOnly? ScheduledOn { get; init; }

    /// <summary>The chair decided to go on although it is not quorate, and gave the reason.</summary>
    public bool ProceedsInquorate { get; init; }

    /// <summary>The exclusion of a parent from it was put to the chair, who has not refused it.</summary>
    public bool ParentExclusionAsked { get; init; }

    /// <summary>The day it opened, when its outcome is still to be recorded.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>A plan was decided, but these parts of the decision are missing (field names).</summary>
    public IReadOnlyList<string> MissingFromOutcome { get; init; } = [];
}

public sealed record PlanFacts
{
    /// <summary>1 for the case's first plan.</summary>
    public required int Number { get; init; }

    /// <summary>0 is the outline agreed at the conference, 1 the detail agreed at the first core group.</summary>
    public required int Version { get; init; }

    public required DateOnly StartedOn { get; init; }

    public DateOnly? EndedOn { get; init; }

    public required string InitialCategory { get; init; }

    public required string Category { get; init; }

    /// <summary>Codes of the agencies in the core group.</summary>
    public required IReadOnlyList<string> CoreGroupAgencies { get; init; }

    public Period? CoreGroupFrequency { get; init; }

    public Period? VisitInterval { get; init; }

    public int CoreGroupsHeld { get; init; }

    public DateOnly? LastCoreGroupOn { get; init; }

    /// <summary>The date of the next core group that stands: booked, or confirmed in writing when it was moved (S3-59).</summary>
    public DateOnly? NextCoreGroupOn { get; init; }

    /// <summary>Whether dates up to the next review are fixed, as the first core group after each conference must do.</summary>
    public bool MeetingDatesFixed { get; init; }

    public int ReviewsHeld { get; init; }

    public DateOnly? LastReviewOn { get; init; }

    /// <summary>The day of the plan's first review conference.</summary>
    public DateOnly? FirstReviewOn { get; init; }

    /// <summary>The day the child was last seen on a visit while the plan was in force.</summary>
    public DateOnly? LastSeenOn { get; init; }

    /// <summary>Account id of the manager who identified the lead social worker.</summary>
    public string? LeadSocialWorkerManager { get; init; }

    /// <summary>Names of the fields that the present version leaves out; null when that was not yet judged.</summary>
    public IReadOnlyList<string>? Missing { get; init; }

    /// <summary>Those of them for which the core group recorded a reason.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The actions of the present version.</summary>
    public IReadOnlyList<ActionFacts> Actions { get; init; } = [];

    /// <summary>The version of which the child was given its own, or for which the reason why not was recorded.</summary>
    public int? ChildVersionOf { get; init; }

    /// <summary>The latest version that was explained to the child; null when none was, or when that was not yet kept.</summary>
    public int? ChildToldOf { get; init; }

    /// <summary>A decision on the child's long-term future is needed: the plan does not work, or the assessment found that another family is better (S1-44, S1-46).</summary>
    public bool LongTermDecisionNeeded { get; init; }

    /// <summary>References of parents on whose adult record the plan was placed.</summary>
    public IReadOnlyList<string> AdultRecordsCopied { get; init; } = [];
}

/// <summary>An action of the plan: when, and whose.</summary>
public sealed record ActionFacts
{
    public required string Id { get; init; }

    /// <summary>Code of the agency that does it.</summary>
    public string? Agency { get; init; }

    /// <summary>It is a report that somebody was asked to prepare (S0-40).</summary>
    public bool Report { get; init; }

    public DateOnly? DueOn { get; init; }

    public DateOnly? CompletedOn { get; init; }
}

/// <summary>The Child in Need plan after a step-down.</summary>
public sealed record CinPlanFacts
{
    public required DateOnly StartedOn { get; init; }

    public DateOnly? LastReviewOn { get; init; }

    public DateOnly? EndedOn { get; init; }
}

public enum CaseOutcome
{
    ReferralNoFurtherAction,
    AssessedNoFurtherAction,
    AssessedEarlyHelp,
    Section47NoFurtherAction,
    ConferenceNoPlan,
    PlanEnded,
    StepDownEnded,
    ClosedByManager,
    Transferred,
    LeftUk,
    Died,
    Turned18,
    PregnancyEnded,
    Adopted,
    ChildArrangements,
    SpecialGuardianship,
}

/// <param name="On">Local day of closure.</param>
/// <param name="Outcome">Which way the case ended.</param>
/// <param name="CensusCode">Reason for closure, null when the census has none: of a referral without further action, and of a case of Guernsey, which makes no return to England.</param>
public sealed record Closure(DateOnly On, CaseOutcome Outcome, string? CensusCode);
