namespace ChildProtection.Domain.Kernel.Facts;

public sealed record ConferenceFacts
{
    public required string Id { get; init; }

    /// <summary>The day it is booked for; null after an adjournment, until it is booked again.</summary>
    public DateOnly? ScheduledOn { get; init; }

    /// <summary>Account id of the chair who was booked, or who opened it; null while none is named.</summary>
    public string? Chair { get; init; }

    /// <summary>The chair decided to go on although it is not quorate, and gave the reason.</summary>
    public bool ProceedsInquorate { get; init; }

    /// <summary>The exclusion of a parent from it was put to the chair, who has not refused it.</summary>
    public bool ParentExclusionAsked { get; init; }

    /// <summary>The day it opened, when its outcome is still to be recorded.</summary>
    public DateOnly? OpenedOn { get; init; }

    /// <summary>A plan was decided, but these parts of the decision are missing (field names).</summary>
    public IReadOnlyList<string> MissingFromOutcome { get; init; } = [];
}

/// <param name="ConferenceId">The conference.</param>
/// <param name="Chair">Account id of its chair, who alone confirms the record.</param>
/// <param name="RecordedOn">The local day on which it was recorded.</param>
public sealed record UnconfirmedConference(string ConferenceId, string Chair, DateOnly RecordedOn);
