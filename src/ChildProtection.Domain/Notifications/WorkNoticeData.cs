using ChildProtection.Domain.Cases.Events;

namespace ChildProtection.Domain.Notifications;

/// <summary>The child could not be seen (S3-67).</summary>
public sealed record VisitFailedNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    /// <summary>Failed visits since the child was last seen.</summary>
    public required int FailedVisits { get; init; }

    /// <summary>The agency that tried; none for the authority's own staff.</summary>
    public string? From { get; init; }
}

/// <summary>Nobody gets to see the child: a plan of action is to be agreed with the police (S3-46, S3-47).</summary>
public sealed record AccessConcernNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    public required int FailedVisits { get; init; }

    public DateOnly? ActionPlanDueOn { get; init; }
}

/// <summary>A plan of action for seeing the child is agreed.</summary>
public sealed record AccessActionPlanNotice : NotificationData
{
    public required DateOnly AgreedOn { get; init; }

    public required bool EarlyReviewAskedFor { get; init; }
}

/// <summary>Somebody reported that the plan cannot be carried out as agreed (S3-60).</summary>
public sealed record DifficultyNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    public required DifficultyKind Kind { get; init; }

    public required bool ImmediateRisk { get; init; }

    public DateOnly? MeetingDueOn { get; init; }

    /// <summary>The agency that reported it; none for the authority's own staff.</summary>
    public string? From { get; init; }
}

/// <summary>A change of the plan is proposed.</summary>
public sealed record ChangeProposedNotice : NotificationData
{
    public required string ProposalId { get; init; }

    public required DateOnly AnswerDueOn { get; init; }
}

/// <summary>A proposed change was answered.</summary>
public sealed record ChangeDecidedNotice : NotificationData
{
    public required string ProposalId { get; init; }

    public required bool Accepted { get; init; }

    public required DateOnly DecidedOn { get; init; }
}

/// <summary>Something unexpected happened; manager and lead social worker decide together.</summary>
public sealed record UnexpectedEventNotice : NotificationData
{
    public required string UnexpectedEventId { get; init; }

    public required DateOnly OccurredOn { get; init; }
}

/// <summary>The lead social worker asks the manager to decide.</summary>
public sealed record EscalatedToManagerNotice : NotificationData
{
    public DateOnly? DecisionNeededBy { get; init; }
}

/// <summary>Somebody says that the plan does not work.</summary>
public sealed record PlanNotWorkingNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    public required bool Urgent { get; init; }

    /// <summary>The agency that said so; none for the authority's own staff.</summary>
    public string? From { get; init; }
}

/// <summary>An early review is asked for; the chair decides.</summary>
public sealed record EarlyReviewRequestedNotice : NotificationData
{
    public required DateOnly RequestedOn { get; init; }

    public required DateOnly DecisionDueOn { get; init; }

    /// <summary>It cannot be refused.</summary>
    public required bool Mandatory { get; init; }
}

/// <summary>The chair granted or refused an early review; the reason goes by letter.</summary>
public sealed record EarlyReviewDecidedNotice : NotificationData
{
    public required bool Granted { get; init; }

    public required DateOnly DecidedOn { get; init; }

    public DateOnly? ReviewDueOn { get; init; }
}

/// <summary>A dispute is at a stage, for the recipient to take part in.</summary>
public sealed record DisputeStageNotice : NotificationData
{
    public required string DisputeId { get; init; }

    /// <summary>1 to 4.</summary>
    public required int Stage { get; init; }

    public required DateOnly DueOn { get; init; }
}

/// <summary>A dispute is resolved.</summary>
public sealed record DisputeResolvedNotice : NotificationData
{
    public required string DisputeId { get; init; }

    public required DateOnly ResolvedOn { get; init; }
}

/// <summary>A parent or the child complained.</summary>
public sealed record ComplaintNotice : NotificationData
{
    public required string ComplaintId { get; init; }

    public required DateOnly ReceivedOn { get; init; }
}

/// <summary>Another lead social worker answers for the child's plan.</summary>
public sealed record LeadSocialWorkerNotice : NotificationData
{
    /// <summary>Account id.</summary>
    public required string LeadSocialWorker { get; init; }

    public required DateOnly From { get; init; }
}

/// <summary>A review found that visits of the right kind were missing (T35).</summary>
public sealed record VisitAlertNotice : NotificationData
{
    public required DateOnly ReviewedOn { get; init; }

    /// <summary>Codes: <c>unannouncedVisit</c>, <c>seenAlone</c>, <c>wishesAndFeelings</c>, <c>childNotToldOfPlan</c>.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
}

/// <summary>Another profile or calendar holds for the case: these of the recipient's deadlines fall due on another day now (E51).</summary>
public sealed record DeadlinesMovedNotice : NotificationData
{
    public required string ProfileId { get; init; }

    public required string ProfileVersion { get; init; }

    public required string CalendarVersion { get; init; }

    public required IReadOnlyList<MovedDeadline> Deadlines { get; init; }
}

public sealed record MovedDeadline
{
    public required string DeadlineId { get; init; }

    public required string DeadlineKind { get; init; }

    /// <summary>None for a duty that the profile before had not.</summary>
    public DateOnly? FormerDueOn { get; init; }

    /// <summary>None for a duty that the profile does not have.</summary>
    public DateOnly? DueOn { get; init; }
}
