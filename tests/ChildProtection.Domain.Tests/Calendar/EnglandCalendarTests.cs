using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Calendar;

public sealed class EnglandCalendarTests
{
    private static readonly WorkingDayCalendar England = CalendarLibrary.Get("ENG");

    [Theory]
    [InlineData(2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26")]
    [InlineData(2025, "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26")]
    [InlineData(2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28")]
    [InlineData(2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28")]
    [InlineData(2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26")]
    public void HolidayOn_WholeYear_AreTheBankHolidays(int year, string expected)
    {
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays);
        Assert.Equal(expected.Split(' ').Select(day => Date($"{year}-{day}")), days.Where(day => England.HolidayOn(day) is not null));
    }

    [Theory]
    [InlineData("2026-04-02", true)]
    [InlineData("2026-04-03", false)]
    [InlineData("2026-04-04", false)]
    [InlineData("2026-04-05", false)]
    [InlineData("2026-04-06", false)]
    [InlineData("2026-04-07", true)]
    public void IsWorkingDay_Easter_IsWeekdayWithoutHoliday(string date, bool expected) =>
        Assert.Equal(expected, England.IsWorkingDay(Date(date)));

    [Fact]
    public void NextWorkingDay_BeforeEaster_IsTheTuesday() => Assert.Equal(Date("2026-04-07"), England.NextWorkingDay(Date("2026-04-02")));

    [Fact]
    public void ConfirmedUntil_Years_SeparatePublishedFromProvisional() =>
        Assert.Equal((2020, 2027, 2050), (England.FirstYear, England.ConfirmedUntil, England.LastYear));

    [Theory]
    [InlineData("2019-12-31")]
    [InlineData("2051-01-01")]
    public void IsWorkingDay_BeyondTheYears_SaysWhichAreKnown(string date) =>
        Assert.Contains(
            "2020 to 2050", Assert.Throws<CalendarException>(() => England.IsWorkingDay(Date(date))).Message, StringComparison.Ordinal);

    [Fact]
    public void AddWorkingDays_LeavingTheYears_IsRefused() =>
        Assert.Throws<CalendarException>(() => England.AddWorkingDays(Date("2050-12-29"), 5));

    /// <summary>Easter is on 25 April 2038, the latest day it can be; Christmas Day 2033 is a Sunday, 2032 a Saturday.</summary>
    [Theory]
    [InlineData("2038-04-23", "Good Friday")]
    [InlineData("2038-04-26", "Easter Monday")]
    [InlineData("2033-12-26", "Boxing Day")]
    [InlineData("2033-12-27", "Christmas Day (substitute day)")]
    [InlineData("2032-12-27", "Christmas Day (substitute day)")]
    [InlineData("2032-12-28", "Boxing Day (substitute day)")]
    public void HolidayOn_ProvisionalYears_FollowsTheStandingRules(string date, string name) =>
        Assert.Equal(name, England.HolidayOn(Date(date)));

    [Fact]
    public void Get_UnknownCalendar_NamesTheKnownOnes() =>
        Assert.Contains("ENG", Assert.Throws<CalendarException>(() => CalendarLibrary.Get("XX")).Message, StringComparison.Ordinal);
}
