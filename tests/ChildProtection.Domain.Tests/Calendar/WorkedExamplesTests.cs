using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Calendar;

/// <summary>The counting rules, held against the examples that were worked out by hand.</summary>
public sealed class WorkedExamplesTests
{
    private static readonly WorkingDayCalendar England = CalendarLibrary.Get("ENG");
    private static readonly CaseTimeZone CaseZone = new("Europe/London");
    private static readonly Counting Counting = new(England, CaseZone);

    [Theory]
    [InlineData("W1 plain", "2026-03-02", 15, "2026-03-23")]
    [InlineData("W2 Easter", "2026-03-26", 15, "2026-04-20")]
    [InlineData("W3 Christmas with substitute day", "2026-12-14", 15, "2027-01-07")]
    [InlineData("W5 early May", "2025-05-01", 10, "2025-05-16")]
    [InlineData("W6 no holiday in England", "2024-07-08", 10, "2024-07-22")]
    [InlineData("W7 spring bank holiday", "2026-05-21", 10, "2026-06-05")]
    [InlineData("W11 from a Saturday", "2025-02-01", 15, "2025-02-21")]
    [InlineData("W11 from the Friday before", "2025-01-31", 15, "2025-02-21")]
    [InlineData("W12 summer bank holiday", "2025-08-21", 5, "2025-08-29")]
    [InlineData("W13 from a Friday", "2026-03-27", 1, "2026-03-30")]
    [InlineData("W13 from a Saturday", "2026-03-28", 1, "2026-03-30")]
    [InlineData("W13 from a Sunday", "2026-03-29", 1, "2026-03-30")]
    [InlineData("W14 over the year", "2025-12-01", 45, "2026-02-05")]
    [InlineData("W18 visits over Easter", "2026-04-01", 10, "2026-04-17")]
    public void After_WorkingDays_SkipsWeekendsAndHolidays(string example, string anchor, int days, string due)
    {
        var counted = Counting.After(Date(anchor), Period.WorkingDays(days));
        Assert.True(Date(due) == counted.DueOn, $"{example}: {counted.Explanation}");
        Assert.Equal(counted.DueOn, counted.ScheduleBy);
    }

    [Theory]
    [InlineData("W5 Liberation Day", "GG", "2025-05-01", "2025-05-19", "2025-05-05 2025-05-09")]
    [InlineData("W5 Liberation Day", "JE", "2025-05-01", "2025-05-19", "2025-05-05 2025-05-09")]
    [InlineData("W6 the King's visit, Tuesday", "GG", "2024-07-08", "2024-07-23", "2024-07-16")]
    [InlineData("W6 the King's visit, Monday", "JE", "2024-07-08", "2024-07-23", "2024-07-15")]
    public void After_TenWorkingDaysInTheIslands_SkipsTheirOwnHolidays(
        string example, string calendar, string anchor, string due, string skipped)
    {
        var counted = new Counting(CalendarLibrary.Get(calendar), new CaseTimeZone(calendar == "GG" ? "Europe/Guernsey" : "Europe/Jersey"))
            .After(Date(anchor), Period.WorkingDays(10));
        Assert.True(Date(due) == counted.DueOn, $"{example}: {counted.Explanation}");
        Assert.Equal(skipped.Split(' ').Select(Date), counted.Skipped.Select(day => day.On));
        Assert.Equal(CaseZone.EndOfDay(counted.DueOn), counted.DueAt);
    }

    /// <summary>One authority counts from and including the day: the event's day is day 1 (domain 2.3, dayCountStart).</summary>
    [Theory]
    [InlineData("2026-05-21", 10, PeriodUnit.WorkingDays, "2026-06-04", "a working day is day 1")]
    [InlineData("2026-05-23", 10, PeriodUnit.WorkingDays, "2026-06-08", "from a Saturday, day 1 is the Tuesday after the holiday")]
    [InlineData("2026-05-21", 1, PeriodUnit.WorkingDays, "2026-05-21", "one day is the same day")]
    [InlineData("2026-05-21", 10, PeriodUnit.CalendarDays, "2026-05-30", "calendar days")]
    [InlineData("2026-05-21", 2, PeriodUnit.Weeks, "2026-06-03", "weeks")]
    [InlineData("2026-05-21", 3, PeriodUnit.Months, "2026-08-20", "months")]
    [InlineData("2026-05-21", 0, PeriodUnit.CalendarDays, "2026-05-21", "none is the same day")]
    public void After_Inclusive_CountsTheEventsOwnDay(string anchor, int value, PeriodUnit unit, string due, string example)
    {
        var counted = new Counting(England, CaseZone, inclusive: true).After(Date(anchor), new Period(value, unit));
        Assert.True(Date(due) == counted.DueOn, $"{example}: {counted.Explanation}");
        Assert.Contains(value == 0 ? "itself" : "The first day counts too", counted.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Before_Inclusive_CountsTheDayItself() =>
        Assert.Equal(
            Date("2026-05-14"), new Counting(England, CaseZone, inclusive: true).Before(Date("2026-05-20"), Period.WorkingDays(5)).DueOn);

    [Theory]
    [InlineData("W7 ten calendar days", "2026-05-21", 10, PeriodUnit.CalendarDays, "2026-05-31", "2026-05-29")]
    [InlineData("W7 two weeks", "2026-05-21", 2, PeriodUnit.Weeks, "2026-06-04", "2026-06-04")]
    [InlineData("W18 cap", "2026-04-01", 28, PeriodUnit.CalendarDays, "2026-04-29", "2026-04-29")]
    [InlineData("W8 weekend is kept", "2025-11-28", 3, PeriodUnit.Months, "2026-02-28", "2026-02-27")]
    [InlineData("W9 clamp", "2024-11-29", 3, PeriodUnit.Months, "2025-02-28", "2025-02-28")]
    [InlineData("W9 leap year", "2023-11-29", 3, PeriodUnit.Months, "2024-02-29", "2024-02-29")]
    [InlineData("R4 31 August", "2024-08-31", 6, PeriodUnit.Months, "2025-02-28", "2025-02-28")]
    [InlineData("R4 31 August before a leap year", "2023-08-31", 6, PeriodUnit.Months, "2024-02-29", "2024-02-29")]
    [InlineData("W17 two years", "2024-02-29", 24, PeriodUnit.Months, "2026-02-28", "2026-02-27")]
    [InlineData("W17 twelve months", "2024-02-29", 12, PeriodUnit.Months, "2025-02-28", "2025-02-28")]
    [InlineData("W17 fifteen months, from the anchor", "2024-02-29", 15, PeriodUnit.Months, "2025-05-29", "2025-05-29")]
    [InlineData("W17 eighteen months, from the anchor", "2024-02-29", 18, PeriodUnit.Months, "2025-08-29", "2025-08-29")]
    [InlineData("W17 twenty-one months, on a Saturday", "2024-02-29", 21, PeriodUnit.Months, "2025-11-29", "2025-11-28")]
    [InlineData("R5 Easter weekend goes back past Good Friday", "2026-03-08", 4, PeriodUnit.Weeks, "2026-04-05", "2026-04-02")]
    public void After_CalendarPeriods_KeepsTheDateAndPlansForAWorkingDay(
        string example, string anchor, int value, PeriodUnit unit, string due, string scheduleBy)
    {
        var counted = Counting.After(Date(anchor), new Period(value, unit));
        Assert.True(Date(due) == counted.DueOn, $"{example}: {counted.Explanation}");
        Assert.Equal(Date(scheduleBy), counted.ScheduleBy);
        Assert.Empty(counted.Skipped);
    }

    [Theory]
    [InlineData("W22", "2026-05-20", 5, PeriodUnit.WorkingDays, "2026-05-13")]
    [InlineData("over Easter", "2026-04-08", 2, PeriodUnit.WorkingDays, "2026-04-02")]
    [InlineData("from a Sunday", "2026-05-24", 1, PeriodUnit.WorkingDays, "2026-05-22")]
    [InlineData("weeks", "2026-05-20", 12, PeriodUnit.Weeks, "2026-02-25")]
    [InlineData("months clamp", "2026-05-31", 3, PeriodUnit.Months, "2026-02-28")]
    public void Before_Anchor_CountsBack(string example, string anchor, int value, PeriodUnit unit, string due)
    {
        var counted = Counting.Before(Date(anchor), new Period(value, unit));
        Assert.True(Date(due) == counted.DueOn, $"{example}: {counted.Explanation}");
    }

    [Fact]
    public void CountWorkingDays_FromASaturday_CountsDaysAfterUpToTheHeldDate()
    {
        // The initial conference of Fri 16 Jan 2026 is on day 14 after the discussion of Sat 27 Dec 2025, not on day 13.
        Assert.Equal(14, England.CountWorkingDays(Date("2025-12-27"), Date("2026-01-16")));
        Assert.Equal(13, England.CountWorkingDays(Date("2026-02-05"), Date("2026-02-24")));
        Assert.Equal(0, England.CountWorkingDays(Date("2026-02-05"), Date("2026-02-05")));
    }

    [Theory]
    [InlineData("W13 summer time", "2026-03-27", "2026-03-30T22:59:59Z")]
    [InlineData("winter time", "2026-02-02", "2026-02-03T23:59:59Z")]
    [InlineData("the day before the clocks go back", "2026-10-22", "2026-10-23T22:59:59Z")]
    [InlineData("the first working day after they did", "2026-10-23", "2026-10-26T23:59:59Z")]
    public void DueAt_Season_IsLastSecondOfTheLocalDay(string example, string anchor, string dueAt) =>
        Assert.True(Instant(dueAt) == Counting.After(Date(anchor), Period.WorkingDays(1)).DueAt, example);

    [Theory]
    [InlineData("2026-03-27T16:30:00Z", "2026-03-30T16:30:00Z", "over the spring change")]
    [InlineData("2025-10-30T16:30:00Z", "2025-11-02T16:30:00Z", "within winter time")]
    [InlineData("2026-10-23T15:30:00Z", "2026-10-26T15:30:00Z", "over the autumn change")]
    public void AfterHours_ClockChange_IsElapsedTime(string start, string end, string example) =>
        Assert.True(Instant(end) == Counting.AfterHours(Instant(start), 72).DueAt, example);

    [Fact]
    public void After_Hours_IsRefused() =>
        Assert.Contains(
            "hours run from an instant",
            Assert.Throws<CalendarException>(() => Counting.After(Date("2026-03-26"), Period.Hours(72))).Message,
            StringComparison.Ordinal);
}
