using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;
using FsCheck;
using FsCheck.Fluent;

namespace ChildProtection.Domain.Tests.Calendar;

/// <summary>What holds for every count, whatever the dates.</summary>
public sealed class CountingProperties
{
    private static readonly WorkingDayCalendar England = CalendarLibrary.Get("ENG");
    private static readonly Counting Counting = new(England, new CaseTimeZone("Europe/London"));
    private static readonly Arbitrary<DateOnly> Anchors = Gen.Choose(0, 365 * 8).Select(new DateOnly(2021, 1, 1).AddDays).ToArbitrary();
    private static readonly Arbitrary<int> Lengths = Gen.Choose(1, 60).ToArbitrary();
    private static readonly Arbitrary<Period> Periods = Gen.Choose(0, 20)
        .SelectMany(value =>
            Gen.Elements(PeriodUnit.WorkingDays, PeriodUnit.CalendarDays, PeriodUnit.Weeks, PeriodUnit.Months)
                .Select(unit => new Period(value, unit)))
        .ToArbitrary();

    [Fact]
    public void After_WorkingDays_EndsOnTheNthWorkingDay() =>
        Prop.ForAll(Anchors, Lengths, (anchor, days) =>
        {
            var due = Counting.After(anchor, Period.WorkingDays(days)).DueOn;
            return England.IsWorkingDay(due) && England.CountWorkingDays(anchor, due) == days;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void After_ThenBefore_ReturnsToAWorkingAnchor() =>
        Prop.ForAll(Anchors, Lengths, (anchor, days) =>
        {
            var back = Counting.Before(Counting.After(anchor, Period.WorkingDays(days)).DueOn, Period.WorkingDays(days)).DueOn;
            return back == England.ScheduleBy(anchor);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void After_LongerPeriod_IsLater() =>
        Prop.ForAll(
                Anchors,
                Periods,
                (anchor, period) =>
                    Counting.After(anchor, period).DueOn < Counting.After(anchor, period with { Value = period.Value + 1 }).DueOn)
            .QuickCheckThrowOnFailure();

    [Fact]
    public void After_LaterAnchor_IsNeverEarlier() =>
        Prop.ForAll(Anchors, Periods, (anchor, period) =>
            Counting.After(anchor, period).DueOn <= Counting.After(anchor.AddDays(1), period).DueOn).QuickCheckThrowOnFailure();

    [Fact]
    public void ScheduleBy_AnyCount_IsTheLastWorkingDayInTime() =>
        Prop.ForAll(
                Anchors,
                Periods,
                (anchor, period) =>
                {
                    var due = Counting.After(anchor, period);
                    return due.ScheduleBy <= due.DueOn
                        && England.IsWorkingDay(due.ScheduleBy)
                        && England.CountWorkingDays(due.ScheduleBy, due.DueOn) == 0;
                })
            .QuickCheckThrowOnFailure();

    [Fact]
    public void DueAt_AnyCount_IsTheLastSecondOfItsLocalDate() =>
        Prop.ForAll(Anchors, Periods, (anchor, period) =>
        {
            var (due, zone) = (Counting.After(anchor, period), new CaseTimeZone("Europe/London"));
            return zone.DateOf(due.DueAt) == due.DueOn && zone.DateOf(due.DueAt.AddSeconds(1)) == due.DueOn.AddDays(1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Skipped_AnyCount_AreHolidaysBetweenAnchorAndDueDate() =>
        Prop.ForAll(Anchors, Lengths, (anchor, days) =>
        {
            var due = Counting.After(anchor, Period.WorkingDays(days));
            return due.Skipped.All(day => England.HolidayOn(day.On) == day.Name && day.On > anchor && day.On < due.DueOn);
        }).QuickCheckThrowOnFailure();
}
