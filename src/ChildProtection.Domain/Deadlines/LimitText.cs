using System.Globalization;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Deadlines;

/// <summary>
/// Says in a sentence how much time a deadline leaves: "This must be done within 15 working days." Empty when it leaves no other day.
/// </summary>
internal static class LimitText
{
    public static string Of(ProcedureParameter parameter, Period period)
    {
        if (parameter.Pattern == EscalationPattern.Alert)
            return $"This comes up after {Numbers(parameter)} {period.UnitText}.";
        if (period.Value == 0)
            return "";
        return parameter.Direction == CountDirection.Before
            ? $"This must be done at least {period} before that."
            : $"This must be done within {period}.";
    }

    private static string Numbers(ProcedureParameter parameter) =>
        CountingText.List([.. parameter.Periods.Select(period => period.Value.ToString(CultureInfo.InvariantCulture))]);
}
