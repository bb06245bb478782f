using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;

namespace ChildProtection.Domain.Deadlines;

/// <summary>Opens deadlines: counts the due date with the profile's value and lays out the checkpoints of its pattern.</summary>
public static class DeadlineFactory
{
    /// <summary>Opens a deadline.</summary>
    /// <param name="profile">The profile stamped on the case.</param>
    /// <param name="calendar">The profile's calendar.</param>
    /// <param name="request">What to open.</param>
    /// <exception cref="DeadlineException">The kind is unknown, the calendar is not the profile's, or its parameter makes no
    /// deadline.</exception>
    /// <exception cref="CalendarException">A date leaves the calendar's years.</exception>
    public static Deadline Open(ProcedureProfile profile, WorkingDayCalendar calendar, DeadlineRequest request)
    {
        var terms = request.Terms;
        var kind = DeadlineKinds.Get(terms.Kind);
        var parameter = profile[terms.Parameter ?? kind.Parameter];
        Check(profile, calendar, kind, parameter, terms);
        var (due, limit) = DeadlineCounting.Count(profile, calendar, parameter, terms);
        IReadOnlyList<DateOnly> alertsOn =
            parameter.Pattern == EscalationPattern.Alert ? [.. AlertDates(profile, calendar, parameter, terms)] : [];
        var earliest = DeadlineCounting.Earliest(profile, calendar, kind, terms, due.DueOn);
        var plan = new CheckpointPlan(calendar, profile.Zone, parameter.Responsible!);
        var exact = terms.EndsAt is not null || terms.AnchorAt is not null;
        var checkpoints = LateOpening.Skip(
            plan.Build(parameter.Pattern!.Value, due, exact, earliest is null ? alertsOn : [earliest.DueOn]), request.OpenedAt);
        if (parameter.Pattern == EscalationPattern.Critical && due.DueAt > request.OpenedAt)
            checkpoints =
            [
                .. CheckpointPlan
                    .WithoutTold(checkpoints, kind.ToldAtOnce)
                    .Append(plan.AtOnce(request.OpenedAt, kind.ToldAtOnce))
                    .OrderBy(checkpoint => checkpoint.At)
                    .ThenBy(checkpoint => checkpoint.Kind),
            ];
        return new()
        {
            Id = $"{kind.Name}-{request.Number}",
            Kind = kind.Name,
            Subject = terms.Subject,
            Title = parameter.Title,
            Responsible = parameter.Responsible!,
            Anchor = new(request.AnchorEvent, terms.AnchorOn),
            DueOn = due.DueOn,
            EarliestOn = earliest?.DueOn,
            ScheduleBy = due.ScheduleBy,
            DueAt = due.DueAt,
            Checkpoints = checkpoints,
            Basis = DeadlineBasis.Of(terms),
            Explanation = Explain(parameter, request, due, limit, earliest),
            Source = parameter.Source,
        };
    }

    private static string Explain(
        ProcedureParameter parameter, DeadlineRequest request, DueDate due, string limit, DueDate? earliest) =>
        string.Join(
            ' ',
            new[]
            {
                request.Terms.Because,
                AnchorText.Sentence(parameter.Anchor, request.AnchorEvent, request.Terms.AnchorOn),
                limit,
                due.Outcome,
                earliest is null ? null : $"It is expected from {CountingText.Day(earliest.DueOn)} on; doing it sooner is no breach.",
            }.Where(sentence => !string.IsNullOrEmpty(sentence)));

    private static void Check(
        ProcedureProfile profile, WorkingDayCalendar calendar, DeadlineKind kind, ProcedureParameter parameter, DeadlineTerms terms)
    {
        if (calendar.Id != profile.Calendar)
        {
            throw new DeadlineException(
                $"Profile {profile.Id} counts in calendar {profile.Calendar}, but {calendar.Id} was given for '{kind.Name}'.");
        }

        if (!parameter.Applies && terms.EndsAt is null)
        {
            throw new DeadlineException(
                $"Profile {profile.Id} says that '{parameter.Name}' does not apply to it, "
                + $"so no deadline of kind '{kind.Name}' can be counted.");
        }

        if ((parameter.Applies && !parameter.IsDateRule && parameter.Unit != ParameterUnit.Hours)
            || parameter.Pattern is null
            || parameter.Responsible is null)
        {
            throw new DeadlineException(
                $"Parameter '{parameter.Name}' of profile {profile.Id} makes no deadline: "
                + "give it a direction, a pattern and a responsible role.");
        }
    }

    private static IEnumerable<DateOnly> AlertDates(
        ProcedureProfile profile, WorkingDayCalendar calendar, ProcedureParameter parameter, DeadlineTerms terms)
    {
        var counting = profile.Count(calendar);
        return parameter.Periods.Select(period => counting.After(terms.AnchorOn, period).DueOn);
    }
}
