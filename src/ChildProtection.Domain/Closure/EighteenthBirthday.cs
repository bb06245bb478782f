using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;
using ChildProtection.Domain.Kernel.Facts;

namespace ChildProtection.Domain.Closure;

/// <summary>The case's own timer brings the birthday, and the warning a year before it; no event does (T27, E44).</summary>
internal static class EighteenthBirthday
{
    /// <summary>The actor of the closure: the day itself closes the case, no person does.</summary>
    private static readonly Actor System = new() { Subject = "system", Role = Role.Administrator };

    /// <summary>A year is left.</summary>
    public static Decision Watch(CaseState state, CheckpointSignal signal, CaseContext context)
    {
        if (BirthdayWatch.Next(state) != signal)
            return new Ignored();
        var change = Change(state, context.Profile.Zone.DateOf(signal.At), context, new ChildTurned18());
        Birthdays.OpenDeadlines(change);
        var accepted = (Accepted)
            change.Accept(
                $"The eighteenth birthday is on {DateText.Date(BirthdayWatch.Birthday(state)!.Value)}: "
                + "the review before it is to be planned");
        return accepted with { Fact = accepted.Fact with { Type = nameof(CheckpointKind.Reminder) } };
    }

    /// <summary>The day has come.</summary>
    public static Decision Reach(CaseState state, Deadline birthday, CaseContext context)
    {
        var adultCare = state.Regions.Transfer.ToAdultCare;
        var change = Change(state, birthday.DueOn, context, new ChildTurned18 { AdultSocialCare = adultCare });
        change.Meet(DeadlineKinds.EighteenthBirthday);
        if (change.State.PlanInForce)
            PlanEnding.End(change, birthday.DueOn);
        return Closing.Close(
            change,
            CaseOutcome.Turned18,
            adultCare ? "RC6" : "RC7",
            adultCare ? "Eighteenth birthday; adult social care takes over" : "Eighteenth birthday");
    }

    private static DecisionBuilder Change(CaseState state, DateOnly on, CaseContext context, ChildTurned18 happened) =>
        new(
            state,
            new EventSignal
            {
                EventId = BirthdayWatch.Id,
                OccurredOn = on,
                ReceivedAt = context.Now,
                Rules = EventSignal.CurrentRules,
                Actor = System,
                Event = happened,
            },
            context);
}
