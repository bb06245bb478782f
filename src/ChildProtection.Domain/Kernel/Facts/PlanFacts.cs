using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Kernel.Facts;

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

    /// <summary>The valid date of the next core group: booked, or confirmed in writing when it was moved (S3-59).</summary>
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

    /// <summary>
    /// A decision on the child's long-term future is needed: the plan does not work, or the assessment found that another family is better
    /// (S1-44, S1-46).
    /// </summary>
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

    /// <summary>It is a report that a member of the core group prepares (S0-40).</summary>
    public bool Report { get; init; }

    public DateOnly? DueOn { get; init; }

    public DateOnly? CompletedOn { get; init; }
}
