namespace ChildProtection.Domain.Tests.DeadlineOracle;

/// <summary>The eighteenth birthday and the review before it: T27.</summary>
internal sealed partial class DeadlineModel
{
    private (DateTimeOffset At, DateOnly On)? BirthdayWatch() =>
        stage == ModelStage.Closed || born is not { } birth || Has("eighteenthBirthday")
            ? null
            : (new DateTimeOffset(Eighteen(birth).AddYears(-1), new TimeOnly(9, 0), TimeSpan.Zero), Eighteen(birth).AddYears(-1));

    private static DateOnly Eighteen(DateOnly birth) =>
        birth is { Month: 2, Day: 29 } ? new DateOnly(birth.Year + 18, 3, 1) : birth.AddYears(18);

    /// <summary>
    /// T27, from a year before the birthday on. A plan that started before the review's day owes it until one stands in the
    /// months before the birthday.
    /// </summary>
    private void ArmBirthday()
    {
        if (stage == ModelStage.Closed || born is not { } birth || Eighteen(birth).AddYears(-1) > ModelCalendar.DayOf(now))
            return;
        var birthday = Eighteen(birth);
        if (!Has("eighteenthBirthday"))
            Open(new ModelDuty { Kind = "eighteenthBirthday", From = birthday, Stated = ModelCalendar.Midnight(birthday) });
        var (amount, unit) = policy.For("eighteenReview")!.Value;
        var day = policy.Calendar.Count(birthday, amount, unit);
        var stands = new[] { sessionOn ?? bookedFor, plan?.LastReviewOn }.Max();
        if (InForce && !Has("eighteenReview") && plan!.StartedOn < day && !(stands >= day))
            Open("eighteenReview", birthday);
    }
}
