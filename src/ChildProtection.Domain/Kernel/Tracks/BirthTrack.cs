namespace ChildProtection.Domain.Kernel.Tracks;

/// <summary>Whether the child is born, for a case that was opened before the birth.</summary>
public enum BirthStatus
{
    NotApplicable,
    Unborn,
    Born,
    PregnancyEnded,
}

public sealed record BirthTrack
{
    public BirthStatus Status { get; init; }

    /// <summary>The day by which a pre-birth conference is aimed for, earlier than its due date; null when none is pending.</summary>
    public DateOnly? ConferenceTargetOn { get; init; }

    /// <summary>The day of birth, from which visits count; null for a child who was born before the case was opened.</summary>
    public DateOnly? BornOn { get; init; }
}
