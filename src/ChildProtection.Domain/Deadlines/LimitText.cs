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
            return $"This comes up after {CountingText.List([.. parameter.Periods.Select(Number)])} {Unit(period)}.";
        if (period.Value == 0)
            return "";
        return parameter.Direction == CountDirection.Before
            ? $"This must be done at least {period} before that."
            : $"This must be done within {period}.";
    }

    private static string Number(Period period) => period.ToString().Split(' ')[0];

    private static string Unit(Period period) => period.ToString().Split(' ', 2)[1];
}
