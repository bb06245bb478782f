namespace ChildProtection.Domain.Calendar;

/// <summary>The result of counting a period from a date.</summary>
public sealed record DueDate
{
    /// <summary>The last local date that is in time. Never moved off a weekend or holiday (rule R5).</summary>
    public required DateOnly DueOn { get; init; }

    /// <summary>The last working day on or before <see cref="DueOn"/>.</summary>
    public required DateOnly ScheduleBy { get; init; }

    /// <summary>The last second of the due date in UTC; for periods in hours, the exact instant.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>How the days were counted, in English.</summary>
    public required string Explanation { get; init; }

    /// <summary>Holidays that a count of working days passed over.</summary>
    public required IReadOnlyList<SkippedDay> Skipped { get; init; }
}

/// <summary>A holiday that was not counted.</summary>
public sealed record SkippedDay(DateOnly On, string Name);
