using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Profiles.RoleCodes;

namespace ChildProtection.Domain.Deadlines;

/// <summary>
/// The moments of a deadline's reminders and escalations, by pattern. They come at nine in the morning, when people are there to act.
/// </summary>
internal sealed class CheckpointPlan(WorkingDayCalendar calendar, CaseTimeZone zone, string responsible)
{
    private static readonly TimeOnly Morning = new(9, 0);

    /// <summary>All checkpoints of a pattern, in the order in which they fire.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="end">The due date.</param>
    /// <param name="exact">The duty ends at <see cref="DueDate.DueAt"/>, not with its day.</param>
    /// <param name="alertsOn">The dates of an alert; for any other pattern the first expected day, if there is one.</param>
    public IReadOnlyList<Checkpoint> Build(EscalationPattern pattern, DueDate end, bool exact, IReadOnlyList<DateOnly> alertsOn)
    {
        var dueOn = end.DueOn;
        var overAt = exact ? end.DueAt : zone.StartOfDay(dueOn.AddDays(1));
        IEnumerable<Checkpoint> around = pattern switch
        {
            EscalationPattern.Short =>
            [
                Remind(dueOn),
                .. EscalateShort(dueOn),
            ],
            EscalationPattern.Medium =>
            [
                .. alertsOn.Select(date => Remind(date)), Remind(WorkingDaysBefore(dueOn, 5)), Remind(WorkingDaysBefore(dueOn, 2)),
                .. Escalate(dueOn, [TeamManager, ConferenceChair], (5, [ServiceManager, ConferenceManager]), (10, [HeadOfService])),
            ],
            EscalationPattern.Long =>
            [
                Remind(dueOn.AddDays(-30)), Remind(WorkingDaysBefore(dueOn, 10)), Remind(WorkingDaysBefore(dueOn, 3)),
                .. Escalate(dueOn, [TeamManager, ConferenceManager], (5, [HeadOfService]), (10, [Director])),
            ],
            EscalationPattern.Cap =>
            [
                Remind(WorkingDaysBefore(dueOn, 5)), Remind(WorkingDaysBefore(dueOn, 2)),
                .. EscalateAtOnce(overAt),
            ],
            EscalationPattern.Alert => alertsOn.Select(date => Remind(date, LeadSocialWorker, TeamManager, ConferenceChair)),
            EscalationPattern.Critical => exact
                ? [RemindAt(end.DueAt.AddHours(-24)), RemindAt(end.DueAt.AddHours(-6)), .. EscalateAtOnce(overAt)]
                : EscalateAtOnce(overAt),
            _ => throw new DeadlineException($"The pattern {pattern} has no checkpoints."),
        };
        return [.. around.Append(Due(overAt)).OrderBy(checkpoint => checkpoint.At).ThenBy(checkpoint => checkpoint.Kind)];
    }

    /// <summary>
    /// The reminder of an urgent duty: it goes out when the duty begins, to the responsible role and to others who must know at once.
    /// </summary>
    public Checkpoint AtOnce(DateTimeOffset openedAt, IReadOnlyList<string> told) =>
        RemindAt(openedAt) with
        {
            To = [responsible, .. told],
        };

    /// <summary>Escalations when the first tier was told at once (S3-46): the second tier takes the first tier's moment.</summary>
    public static IEnumerable<Checkpoint> WithoutTold(IReadOnlyList<Checkpoint> checkpoints, IReadOnlyList<string> told)
    {
        if (told.Count == 0 || checkpoints.FirstOrDefault(one => one.Tier == 1) is not { } first)
            return checkpoints;
        return checkpoints.Where(one => one.Tier != 1).Select(one => one.Tier == 2 ? one with { At = first.At } : one);
    }

    /// <summary>The tiers of the short pattern; approvals without a deadline climb them too.</summary>
    public IEnumerable<Checkpoint> EscalateShort(DateOnly dueOn) =>
        Escalate(dueOn, [TeamManager], (2, [ServiceManager]), (5, [HeadOfService]));

    /// <summary>When people come in after a day: nine in the morning of the next working day.</summary>
    public DateTimeOffset MorningAfter(DateOnly day) => zone.At(calendar.NextWorkingDay(day), Morning);

    private DateOnly WorkingDaysBefore(DateOnly dueOn, int count) => calendar.AddWorkingDays(dueOn, -count);

    private Checkpoint Remind(DateOnly on, params string[] to) =>
        new() { Kind = CheckpointKind.Reminder, At = zone.At(on, Morning), To = to.Length == 0 ? [responsible] : to };

    private Checkpoint RemindAt(DateTimeOffset at) =>
        new()
        {
            Kind = CheckpointKind.Reminder,
            At = at.ToUniversalTime(),
            To = [responsible],
        };

    private Checkpoint Due(DateTimeOffset overAt) => new() { Kind = CheckpointKind.Due, At = overAt, To = [responsible] };

    private IEnumerable<Checkpoint> Escalate(DateOnly dueOn, string[] first, params (int WorkingDays, string[] To)[] later)
    {
        var firstOn = calendar.NextWorkingDay(dueOn);
        return Tiers(firstOn, zone.At(firstOn, Morning), first, later);
    }

    private IEnumerable<Checkpoint> EscalateAtOnce(DateTimeOffset overAt) =>
        Tiers(
            zone.DateOf(overAt),
            overAt,
            [TeamManager, ConferenceChair, RoleCodes.CoreGroup],
            (1, [ServiceManager, PoliceLead]),
            (2, [HeadOfService]));

    private IEnumerable<Checkpoint> Tiers(
        DateOnly firstOn, DateTimeOffset firstAt, string[] first, params (int WorkingDays, string[] To)[] later) =>
        [
            new()
            {
                Kind = CheckpointKind.Escalation,
                Tier = 1,
                At = firstAt,
                To = first,
            },
            .. later.Select(
                (step, index) =>
                    new Checkpoint
                    {
                        Kind = CheckpointKind.Escalation,
                        Tier = index + 2,
                        At = zone.At(calendar.AddWorkingDays(firstOn, step.WorkingDays), Morning),
                        To = step.To,
                    }),
        ];
}
