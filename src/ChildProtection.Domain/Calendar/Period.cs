using System.Globalization;
using System.Text.Json.Serialization;

namespace ChildProtection.Domain.Calendar;

/// <summary>What a period is counted in.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PeriodUnit>))]
public enum PeriodUnit
{
    /// <summary>Monday to Friday without bank holidays (rule R1).</summary>
    [JsonStringEnumMemberName("workingDays")] WorkingDays,

    /// <summary>Every day (rule R3).</summary>
    [JsonStringEnumMemberName("calendarDays")] CalendarDays,

    /// <summary>Seven calendar days (rule R3).</summary>
    [JsonStringEnumMemberName("weeks")] Weeks,

    /// <summary>The same day number in a later month, clamped to its last day (rule R4).</summary>
    [JsonStringEnumMemberName("months")] Months,

    /// <summary>Elapsed time, across clock changes (rule R7).</summary>
    [JsonStringEnumMemberName("hours")] Hours,
}

/// <summary>A length of time as procedures state it: "15 working days", "3 months".</summary>
/// <param name="Value">How many; zero means the same day. Never negative.</param>
/// <param name="Unit">Of what.</param>
public sealed record Period(int Value, PeriodUnit Unit)
{
    public static Period WorkingDays(int value) => new(value, PeriodUnit.WorkingDays);

    public static Period CalendarDays(int value) => new(value, PeriodUnit.CalendarDays);

    public static Period Weeks(int value) => new(value, PeriodUnit.Weeks);

    public static Period Months(int value) => new(value, PeriodUnit.Months);

    public static Period Hours(int value) => new(value, PeriodUnit.Hours);

    /// <summary>What it is counted in, in words and in the number's form: "working days".</summary>
    internal string UnitText
    {
        get
        {
            var one = Unit switch
            {
                PeriodUnit.WorkingDays => "working day",
                PeriodUnit.CalendarDays => "calendar day",
                PeriodUnit.Weeks => "week",
                PeriodUnit.Months => "month",
                _ => "hour",
            };
            return Value == 1 ? one : one + "s";
        }
    }

    /// <summary>The period in words, for explanations.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Value} {UnitText}");
}
