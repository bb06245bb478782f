using ChildProtection.Domain.Definitions;

namespace ChildProtection.Domain.CoreGroup;

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
