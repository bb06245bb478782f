using System.Text.Json.Serialization;

namespace ChildProtection.Domain.Profiles;

/// <summary>What the value of a parameter is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ParameterUnit>))]
public enum ParameterUnit
{
    [JsonStringEnumMemberName("workingDays")] WorkingDays,
    [JsonStringEnumMemberName("calendarDays")] CalendarDays,
    [JsonStringEnumMemberName("weeks")] Weeks,
    [JsonStringEnumMemberName("months")] Months,
    [JsonStringEnumMemberName("hours")] Hours,

    /// <summary>How many of something.</summary>
    [JsonStringEnumMemberName("count")] Count,

    /// <summary>One of a few words.</summary>
    [JsonStringEnumMemberName("code")] Code,

    /// <summary>Yes or no.</summary>
    [JsonStringEnumMemberName("flag")] Flag,
}

/// <summary>Which way a period is counted from its anchor.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CountDirection>))]
public enum CountDirection
{
    [JsonStringEnumMemberName("after")] After,
    [JsonStringEnumMemberName("before")] Before,
}

#pragma warning disable CA1720 // Short and Long are the procedure's own words for a pattern; no number type is meant.
/// <summary>How a deadline reminds and escalates.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EscalationPattern>))]
public enum EscalationPattern
{
    /// <summary>Up to five working days.</summary>
    [JsonStringEnumMemberName("short")] Short,

    /// <summary>Up to twenty working days or nine weeks.</summary>
    [JsonStringEnumMemberName("medium")] Medium,

    /// <summary>Months.</summary>
    [JsonStringEnumMemberName("long")] Long,

    /// <summary>A child may be at risk now: escalates at once.</summary>
    [JsonStringEnumMemberName("critical")] Critical,

    /// <summary>Reminders ahead as in Medium, then escalates as Critical: the longest time a child may go unseen.</summary>
    [JsonStringEnumMemberName("cap")] Cap,

    /// <summary>Only notices, at each date of a list.</summary>
    [JsonStringEnumMemberName("alert")] Alert,
}
#pragma warning restore CA1720
