using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Calendar;

/// <summary>Guernsey and Jersey keep England's bank holidays and a few days of their own (domain 5.2).</summary>
public sealed class IslandCalendarTests
{
    [Theory]
    [InlineData("GG", 2024, "05-09 07-16")]
    [InlineData("GG", 2025, "05-09")]
    [InlineData("GG", 2026, "")]
    [InlineData("GG", 2027, "")]
    [InlineData("GG", 2028, "05-09")]
    [InlineData("GG", 2050, "05-09")]
    [InlineData("JE", 2024, "05-09 07-15")]
    [InlineData("JE", 2025, "05-09")]
    [InlineData("JE", 2026, "")]
    [InlineData("JE", 2027, "")]
    [InlineData("JE", 2021, "09-27")]
    public void HolidayOn_WholeYear_AreEnglandsAndTheIslandsOwn(string calendar, int year, string own)
    {
        var (island, england) = (CalendarLibrary.Get(calendar), CalendarLibrary.Get("ENG"));
        var days = Enumerable.Range(0, DateTime.IsLeapYear(year) ? 366 : 365).Select(new DateOnly(year, 1, 1).AddDays).ToArray();
        Assert.Equal(
            own.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(day => Date($"{year}-{day}")),
            days.Where(day => island.HolidayOn(day) is not null && england.HolidayOn(day) is null));
        Assert.All(days.Where(day => england.HolidayOn(day) is not null), day => Assert.NotNull(island.HolidayOn(day)));
    }

    /// <summary>Liberation Day has no substitute: on a weekend it takes no working day.</summary>
    [Theory]
    [InlineData("GG")]
    [InlineData("JE")]
    public void IsWorkingDay_LiberationDay_IsLostOnWeekdaysOnly(string calendar)
    {
        var island = CalendarLibrary.Get(calendar);
        foreach (var year in Enumerable.Range(2022, island.LastYear - 2021))
        {
            var day = new DateOnly(year, 5, 9);
            Assert.False(island.IsWorkingDay(day));
            Assert.Equal(day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday), island.HolidayOn(day) == "Liberation Day");
            if (day.DayOfWeek == DayOfWeek.Sunday)
                Assert.True(island.IsWorkingDay(day.AddDays(1)));
            if (day.DayOfWeek == DayOfWeek.Saturday)
                Assert.True(island.IsWorkingDay(day.AddDays(2)));
        }
    }

    [Theory]
    [InlineData("GG")]
    [InlineData("JE")]
    public void Years_Island_AreThoseOfEngland(string calendar)
    {
        var (island, england) = (CalendarLibrary.Get(calendar), CalendarLibrary.Get("ENG"));
        Assert.Equal(
            (england.FirstYear, england.ConfirmedUntil, england.LastYear), (island.FirstYear, island.ConfirmedUntil, island.LastYear));
    }

    [Theory]
    [InlineData("Europe/Guernsey")]
    [InlineData("Europe/Jersey")]
    public void Zone_Island_KeepsLondonsOffsets(string id)
    {
        var (island, london) = (new CaseTimeZone(id), new CaseTimeZone("Europe/London"));
        foreach (var day in Enumerable.Range(0, 3 * 365).Select(Date("2024-01-01").AddDays))
            Assert.Equal(london.EndOfDay(day), island.EndOfDay(day));
    }
}
