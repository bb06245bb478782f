using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Cases.Events;
using ChildProtection.Domain.Deadlines;

namespace ChildProtection.Domain.Cases.Stages;

/// <summary>Protection as a child ends with the eighteenth birthday: a review is planned before it, and the system closes the case on it (T27, E44).</summary>
internal static class Birthdays
{
    private const int Adult = 18;
    private const string WatchId = "eighteenthBirthday-watch";

    /// <summary>Who closes the case: nobody does, the day comes.</summary>
    private static readonly Actor System = new() { Subject = "system", Role = Role.Administrator };

    /// <summary>Opens what the birthday asks for once it is less than a year away; a birthday further off is watched (see <see cref="WatchAt"/>).</summary>
    public static void Arm(CaseChange change)
    {
        var today = change.Context.Profile.Zone.DateOf(change.Context.Now);
        if (change.State.Stage == CaseStage.Closed || Of(change.State) is not { } birthday || birthday.AddYears(-1) > today)
            return;
        if (!change.IsOpen(DeadlineKinds.EighteenthBirthday))
            change.Arm(new Duty(DeadlineKinds.EighteenthBirthday, birthday)
            {
                AnchorEvent = ChildTurned18.WireName,
                // The age is reached as the birthday begins (rule R11).
                EndsAt = change.Context.Profile.Zone.StartOfDay(birthday),
            });
        if (change.State.PlanInForce && !change.IsOpen(DeadlineKinds.EighteenReview) && OwesReview(change.State, ReviewDue(change, birthday)))
            change.Arm(new Duty(DeadlineKinds.EighteenReview, birthday) { AnchorEvent = ChildTurned18.WireName });
    }

    /// <summary>The review around the birthday is planned once a conference is booked for the months before it, or was held in them.</summary>
    public static void MeetReview(CaseChange change, DateOnly conferenceOn)
    {
        if (change.Open(DeadlineKinds.EighteenReview) is { } owed && conferenceOn >= owed.DueOn)
            change.Meet(DeadlineKinds.EighteenReview);
    }

    /// <summary>
    /// A plan that began in the last months cannot plan ahead for them, whatever the day of the event that is recorded now; in any other the review is owed
    /// until a conference stands in the calendar on a day in those months, or was held on one.
    /// </summary>
    private static bool OwesReview(CaseState state, DateOnly dueOn)
    {
        var plan = state.Plan!;
        return plan.StartedOn < dueOn && !((state.Conference?.OpenedOn ?? state.Conference?.ScheduledOn) >= dueOn || plan.LastReviewOn >= dueOn);
    }

    /// <summary>The day on which the child is eighteen; null before a birth.</summary>
    public static DateOnly? Of(CaseState state) => state.Child.DateOfBirth is { } born ? Ages.ReachedOn(born, Adult) : null;

    /// <summary>
    /// The moment (UTC) at which a birthday that is years off comes near enough to be a deadline; null when there is none to wait for. A case can be silent for years,
    /// and is woken by this alone.
    /// </summary>
    public static CheckpointSignal? WatchAt(CaseState state) =>
        state.Stage == CaseStage.Closed || Of(state) is not { } birthday || state.Has(DeadlineKinds.EighteenthBirthday)
            ? null
            : new CheckpointSignal(WatchId, new DateTimeOffset(birthday.AddYears(-1), new TimeOnly(9, 0), TimeSpan.Zero));

    public static bool IsWatch(CheckpointSignal signal) => signal.DeadlineId == WatchId;

    /// <summary>A year is left.</summary>
    public static Decision Watch(CaseState state, CheckpointSignal signal, CaseContext context)
    {
        if (WatchAt(state) != signal)
            return new Ignored();
        var change = Change(state, context.Profile.Zone.DateOf(signal.At), context, new ChildTurned18());
        Arm(change);
        var accepted = (Accepted)change.Accept($"The eighteenth birthday is on {Words.Date(Of(state)!.Value)}: the review before it is to be planned");
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
        return Closing.Close(change, CaseOutcome.Turned18, adultCare ? "RC6" : "RC7", adultCare ? "Eighteenth birthday; adult social care takes over" : "Eighteenth birthday");
    }

    private static CaseChange Change(CaseState state, DateOnly on, CaseContext context, ChildTurned18 happened) =>
        new(state, new EventSignal { EventId = WatchId, OccurredOn = on, ReceivedAt = context.Now, Actor = System, Event = happened }, context);

    private static DateOnly ReviewDue(CaseChange change, DateOnly birthday) => change.Due("eighteenReview", birthday).DueOn;
}
