using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Plan;

/// <summary>The recipient is in the core group of a plan that was made.</summary>
public sealed record PlanMadeNotice : NotificationData
{
    public required int PlanNumber { get; init; }

    public required DateOnly StartedOn { get; init; }

    public required string Category { get; init; }

    public DateOnly? FirstCoreGroupDueOn { get; init; }

    public DateOnly? ReviewDueOn { get; init; }
}

/// <summary>A version of the plan was published; the recipient is asked to accept its part, and the plan is in force meanwhile.</summary>
public sealed record PlanPublishedNotice : NotificationData
{
    public required int PlanNumber { get; init; }

    public required int Version { get; init; }

    /// <summary>By when an answer is expected.</summary>
    public DateOnly? AcceptanceDueOn { get; init; }
}

/// <summary>A party does not accept its part in the plan, which stays in force.</summary>
public sealed record PlanDeclinedNotice : NotificationData
{
    public required int PlanNumber { get; init; }

    public required int Version { get; init; }

    public required PlanPartyKind Party { get; init; }

    /// <summary>The agency that declined, when it is one.</summary>
    public string? Agency { get; init; }
}

/// <summary>The plan ended.</summary>
public sealed record PlanEndedNotice : NotificationData
{
    public required int PlanNumber { get; init; }

    public required DateOnly EndedOn { get; init; }
}

/// <summary>A plan was made for a child who had one of this authority before.</summary>
public sealed record RepeatPlanNotice : NotificationData
{
    public required int PreviousPlans { get; init; }

    public required DateOnly StartedOn { get; init; }

    /// <summary>When the plan before it ended, where that is known.</summary>
    public DateOnly? PreviousPlanEndedOn { get; init; }
}

/// <summary>Another lead social worker answers for the child's plan.</summary>
public sealed record LeadSocialWorkerNotice : NotificationData
{
    /// <summary>Account id.</summary>
    public required string LeadSocialWorker { get; init; }

    public required DateOnly From { get; init; }
}
