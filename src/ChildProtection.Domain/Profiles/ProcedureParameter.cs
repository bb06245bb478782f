using System.Text.Json.Serialization;
using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Profiles;

/// <summary>One value of a procedure, with what it is counted from and where it comes from.</summary>
public sealed record ProcedureParameter
{
    /// <summary>Name as in the contract: <c>icpc</c>, <c>cgFirst</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it governs, in words for people.</summary>
    public required string Title { get; init; }

    public required ParameterValue Value { get; init; }

    public required ParameterUnit Unit { get; init; }

    /// <summary>Code of the event or date it is counted from; null when nothing is counted.</summary>
    public string? Anchor { get; init; }

    /// <summary>Which way it is counted; null when it is no date rule.</summary>
    public CountDirection? Direction { get; init; }

    /// <summary>Reminders and escalation tiers of a deadline made from it; null when no deadline is.</summary>
    public EscalationPattern? Pattern { get; init; }

    /// <summary>Code of the responsible role; null when no deadline is made from it.</summary>
    public string? Responsible { get; init; }

    /// <summary>Where the value comes from. Never empty.</summary>
    public required IReadOnlyList<string> Source { get; init; }

    /// <summary>The profile that gave the value: the one it is read from, or one that it inherits from.</summary>
    [JsonIgnore]
    public ProfileReference? From { get; init; }

    /// <summary>False when the profile's procedure has no such thing.</summary>
    [JsonIgnore]
    public bool Applies => Value.Code != ParameterDefinition.NotApplicable;

    /// <summary>Whether a due date can be computed from a date with it.</summary>
    [JsonIgnore]
    public bool IsDateRule =>
        Direction is not null
        && Unit is ParameterUnit.WorkingDays or ParameterUnit.CalendarDays or ParameterUnit.Weeks or ParameterUnit.Months;

    /// <summary>The value as a period.</summary>
    /// <exception cref="ProcedureParameterException">The value is no single period.</exception>
    [JsonIgnore]
    public Period Period =>
        Value.Number is { } number && PeriodUnitOf(Unit) is { } unit
            ? new(number, unit)
            : throw new ProcedureParameterException(
                Name, ParameterFault.NotAPeriod, $"The parameter '{Name}' holds {Value} {Unit}, which is not a single period.");

    /// <summary>The periods of a list value, in the order given; one period for a single value.</summary>
    /// <exception cref="ProcedureParameterException">The value holds no periods.</exception>
    [JsonIgnore]
    public IReadOnlyList<Period> Periods =>
        Value.Numbers is { } numbers && PeriodUnitOf(Unit) is { } unit ? [.. numbers.Select(number => new Period(number, unit))] : [Period];

    private static PeriodUnit? PeriodUnitOf(ParameterUnit unit) => unit switch
    {
        ParameterUnit.WorkingDays => PeriodUnit.WorkingDays,
        ParameterUnit.CalendarDays => PeriodUnit.CalendarDays,
        ParameterUnit.Weeks => PeriodUnit.Weeks,
        ParameterUnit.Months => PeriodUnit.Months,
        ParameterUnit.Hours => PeriodUnit.Hours,
        _ => null,
    };
}
