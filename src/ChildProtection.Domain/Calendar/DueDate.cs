using System.Text.Json.Serialization;

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

    /// <summary>What was counted, from when: "15 working days after Thursday 26 March 2026."</summary>
    [JsonIgnore]
    public string Counted { get; init; } = "";

    /// <summary>What the count passed over, and the day it came to, in sentences.</summary>
    [JsonIgnore]
    public string Outcome { get; init; } = "";

    /// <summary>How the days were counted, in plain English.</summary>
    public string Explanation => $"{Counted} {Outcome}";

    /// <summary>Holidays that a count of working days passed over.</summary>
    public required IReadOnlyList<SkippedDay> Skipped { get; init; }
}

/// <summary>A holiday that was not counted.</summary>
public sealed record SkippedDay(DateOnly On, string Name);
