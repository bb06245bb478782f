using ChildProtection.Domain.Cases;
using ChildProtection.Domain.Cases.Events;

namespace ChildProtection.Domain.Notifications;

/// <summary>
/// What a recipient is told: ids, dates and codes, no names and no words of the record. The properties are the one source of the message's
/// fields and of their JSON Schema.
/// </summary>
public abstract record NotificationData
{
    /// <summary>The authority's own id for the child.</summary>
    public required string Child { get; init; }
}

/// <summary>A child's case was opened; the decision on the referral is due.</summary>
public sealed record ReferralReceivedNotice : NotificationData
{
    public required DateOnly ReceivedOn { get; init; }

    public required DateOnly DecisionDueOn { get; init; }
}

/// <summary>Somebody reported a new concern on an open case.</summary>
public sealed record NewConcernNotice : NotificationData
{
    public required DateOnly OccurredOn { get; init; }

    public required bool SignificantHarm { get; init; }

    /// <summary>The agency that reported it; none for the authority's own staff.</summary>
    public string? From { get; init; }
}

/// <summary>The recipient is invited to a conference.</summary>
public sealed record ConferenceInvitation : NotificationData
{
    public required string ConferenceId { get; init; }

    public required ConferenceType ConferenceType { get; init; }

    public required DateOnly ScheduledOn { get; init; }

    /// <summary>When it starts (UTC), once that is known.</summary>
    public DateTimeOffset? StartsAt { get; init; }
}

/// <summary>Written confirmation of a conference's other date.</summary>
public sealed record ConferenceRescheduledNotice : NotificationData
{
    public required string ConferenceId { get; init; }

    public DateOnly? OldOn { get; init; }

    public required DateOnly NewOn { get; init; }
}

/// <summary>What a conference decided; no reason and no category, which only the core group needs.</summary>
public sealed record ConferenceDecisionNotice : NotificationData
{
    public required DateOnly HeldOn { get; init; }

    public required ConferenceType ConferenceType { get; init; }

    public required ConferenceDecision Decision { get; init; }
}

/// <summary>The recipient is in the core group of a plan that was made.</summary>
public sealed record PlanMadeNotice : NotificationData
{
    public required int PlanNumber { get; init; }

    public required DateOnly StartedOn { get; init; }

    public required string Category { get; init; }

    public DateOnly? FirstCoreGroupDueOn { get; init; }

    public DateOnly? ReviewDueOn { get; init; }
}

/// <summary>A review continued the plan.</summary>
public sealed record PlanContinuedNotice : NotificationData
{
    public required int PlanNumber { get; init; }

    public required DateOnly ReviewedOn { get; init; }

    public required string Category { get; init; }

    public DateOnly? NextReviewDueOn { get; init; }
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

/// <summary>The recipient is invited to a core group.</summary>
public sealed record CoreGroupInvitation : NotificationData
{
    public required DateOnly ScheduledOn { get; init; }
}

/// <summary>Written confirmation of a core group's other date.</summary>
public sealed record CoreGroupRescheduledNotice : NotificationData
{
    public DateOnly? OldOn { get; init; }

    public required DateOnly NewOn { get; init; }
}

/// <summary>A core group met; its notes are due to its members.</summary>
public sealed record CoreGroupNotesDueNotice : NotificationData
{
    public required DateOnly CoreGroupOn { get; init; }

    public required DateOnly DueOn { get; init; }
}

/// <summary>Something happened to the child that whoever works with it must know.</summary>
public sealed record ChildStatusNotice : NotificationData
{
    public required ChildStatusChange Change { get; init; }

    public required DateOnly OccurredOn { get; init; }
}

public enum ChildStatusChange
{
    Born,
    PregnancyEnded,
    PoliceProtectionTaken,
    EmergencyProtectionOrderMade,
    EmergencyProtectionEnded,
    PlacementChanged,
    Moved,
    WhereaboutsUnknown,
    TransferInNotified,
    OrderMade,
    LeftUk,
    Died,
    Turned18,
}

/// <summary>A plan was made for a child who had one of this authority before.</summary>
public sealed record RepeatPlanNotice : NotificationData
{
    public required int PreviousPlans { get; init; }

    public required DateOnly StartedOn { get; init; }

    /// <summary>When the plan before it ended, where that is known.</summary>
    public DateOnly? PreviousPlanEndedOn { get; init; }
}

/// <summary>A deadline speaks up.</summary>
public sealed record DeadlineNotice : NotificationData
{
    public required string DeadlineId { get; init; }

    public required string DeadlineKind { get; init; }

    /// <summary>The duty as the profile names it.</summary>
    public required string Title { get; init; }

    public required DateOnly DueOn { get; init; }

    /// <summary>The last working day on or before the due date.</summary>
    public required DateOnly ScheduleBy { get; init; }

    /// <summary>1 to 3 for an escalation.</summary>
    public int? Tier { get; init; }
}

/// <summary>Something waits for the recipient's decision; who decides finds it by the case's id and this one.</summary>
public sealed record ApprovalWaitingNotice : NotificationData
{
    /// <summary>Within the case: <c>approval-3</c>.</summary>
    public required string ApprovalId { get; init; }

    public required ApprovalKind ApprovalKind { get; init; }

    public required string Title { get; init; }

    /// <summary>The statutory date, when it is about one.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>1 to 3 once it has climbed; 0 when it was just asked for.</summary>
    public required int Tier { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }
}

/// <summary>What was asked for is decided. The due date stays; the reason stands in the record.</summary>
public sealed record ApprovalDecidedNotice : NotificationData
{
    /// <summary>Within the case: <c>approval-3</c>.</summary>
    public required string ApprovalId { get; init; }

    public required ApprovalKind ApprovalKind { get; init; }

    public required string Title { get; init; }

    public DateOnly? DueOn { get; init; }

    public required ApprovalVerdict Decision { get; init; }

    /// <summary>The role in which it was decided.</summary>
    public required Role DecidedAs { get; init; }

    /// <summary>The day by which the duty is to be done, when that was accepted.</summary>
    public DateOnly? RecoverBy { get; init; }
}

/// <summary>What became of the recipient's referral: whether anything follows, not what, and no reason.</summary>
public sealed record ReferralOutcomeNotice : NotificationData
{
    public required DateOnly ReceivedOn { get; init; }

    public required DateOnly DecidedOn { get; init; }

    public required ReferralFeedback Outcome { get; init; }
}

public enum ReferralFeedback
{
    NoFurtherAction,
    EarlyHelp,

    /// <summary>The authority looks into it. Whether by assessment or enquiry is not the referrer's to know.</summary>
    FurtherAction,
}

/// <summary>Somebody of another team read the case in an emergency; the manager looks into the access log.</summary>
public sealed record GlassBrokenNotice : NotificationData
{
    /// <summary>Account id of the reader.</summary>
    public required string Reader { get; init; }

    public required Role ReaderRole { get; init; }

    /// <summary>The local day; one reader is reported once a day.</summary>
    public required DateOnly On { get; init; }

    /// <summary>When the case was first read on that day (UTC).</summary>
    public required DateTimeOffset FirstReadAt { get; init; }
}
