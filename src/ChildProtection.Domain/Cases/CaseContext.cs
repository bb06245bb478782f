using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Procedures;

namespace ChildProtection.Domain.Cases;

/// <summary>What a decision reads beside state and signal: the profile and calendar stamped on the case, and the moment of deciding.</summary>
public sealed record CaseContext
{
    public required ProcedureProfile Profile { get; init; }

    public required WorkingDayCalendar Calendar { get; init; }

    /// <summary>The moment of deciding (UTC), from the orchestration, never from a clock.</summary>
    public required DateTimeOffset Now { get; init; }
}
