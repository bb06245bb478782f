using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.Conference;

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
