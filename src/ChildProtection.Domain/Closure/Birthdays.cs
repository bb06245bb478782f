using ChildProtection.Domain.Deadlines;
using ChildProtection.Domain.Kernel;

namespace ChildProtection.Domain.Closure;

/// <summary>
/// Protection as a child ends with the eighteenth birthday: a review is planned before it, and the case closes on it (T27, E44; see <see
/// cref="EighteenthBirthday"/>).
/// </summary>
internal static class Birthdays
{
    /// <summary>
    /// Opens what the birthday asks for once it is less than a year away; a birthday further off is watched (see <see
    /// cref="BirthdayWatch"/>).
    /// </summary>
    public static void OpenDeadlines(DecisionBuilder change)
    {
        var today = change.Context.Profile.Zone.DateOf(change.Context.Now);
        if (change.State.Stage == CaseStage.Closed
            || BirthdayWatch.Birthday(change.State) is not { } birthday
            || birthday.AddYears(-1) > today)
            return;
        if (!change.HasOpenDeadline(DeadlineKinds.EighteenthBirthday))
            change.OpenDeadline(
                new DeadlineTerms(DeadlineKinds.EighteenthBirthday, birthday)
                {
                    AnchorEvent = ChildTurned18.WireName,
                    // The age is reached as the birthday begins (rule R11).
                    EndsAt = change.Context.Profile.Zone.StartOfDay(birthday),
                });
        if (change.State.PlanInForce
            && !change.HasOpenDeadline(DeadlineKinds.EighteenReview)
            && OwesReview(change.State, ReviewDue(change, birthday)))
            change.OpenDeadline(new DeadlineTerms(DeadlineKinds.EighteenReview, birthday) { AnchorEvent = ChildTurned18.WireName });
    }

    /// <summary>
    /// The review around the birthday is planned once a conference is booked for the months before it, or was held in them.
    /// </summary>
    public static void MeetReview(DecisionBuilder change, DateOnly conferenceOn)
    {
        if (change.FindOpenDeadline(DeadlineKinds.EighteenReview) is { } owed && conferenceOn >= owed.DueOn)
            change.Meet(DeadlineKinds.EighteenReview);
    }

    /// <summary>
    /// A plan that began in the last months cannot plan ahead for them, whatever the day of the event that is recorded now; in any other
    /// the review is owed until a conference stands in the calendar on a day in those months, or was held on one.
    /// </summary>
    private static bool OwesReview(CaseState state, DateOnly dueOn)
    {
        var plan = state.Plan!;
        return plan.StartedOn < dueOn
            && !((state.Conference?.OpenedOn ?? state.Conference?.ScheduledOn) >= dueOn || plan.LastReviewOn >= dueOn);
    }

    /// <summary>The review around the eighteenth birthday says whether adult social care takes over then (domain 3.7, T-11).</summary>
    public static void NoteAdultCare(DecisionBuilder change, bool? toAdultCare)
    {
        if (toAdultCare is { } known)
            change.State = change.State with
            {
                Regions = change.State.Regions with { Transfer = change.State.Regions.Transfer with { ToAdultCare = known } },
            };
    }

    private static DateOnly ReviewDue(DecisionBuilder change, DateOnly birthday) => change.Due("eighteenReview", birthday).DueOn;
}
