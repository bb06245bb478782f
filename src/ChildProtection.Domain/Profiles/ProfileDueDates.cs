using ChildProtection.Domain.Calendar;

namespace ChildProtection.Domain.Profiles;

/// <summary>Due dates straight from a profile, for callers without a case.</summary>
public static class ProfileDueDates
{
    /// <summary>Counts a parameter from a date. Of a list of periods the last one counts.</summary>
    /// <exception cref="ProcedureParameterException">The parameter is unknown, or no due date follows from a date with it.</exception>
    /// <exception cref="CalendarException">The count leaves the calendar's years.</exception>
    public static DueDate Compute(ProcedureProfile profile, WorkingDayCalendar calendar, string parameterName, DateOnly anchorOn)
    {
        var parameter = profile[parameterName];
        if (!parameter.IsDateRule)
        {
            throw new ProcedureParameterException(
                parameterName,
                ParameterFault.NotADateRule,
                $"The parameter '{parameterName}' of profile {profile.Id} is not a date rule, so no due date follows from it.");
        }

        var counting = profile.Count(calendar);
        var period = parameter.Periods[^1];
        return parameter.Direction == CountDirection.Before ? counting.Before(anchorOn, period) : counting.After(anchorOn, period);
    }
}
