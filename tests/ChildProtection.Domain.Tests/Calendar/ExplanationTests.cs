using System.Globalization;
using System.Text.Json;
using ChildProtection.Domain.Calendar;
using ChildProtection.Domain.Profiles;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Calendar;

public sealed class ExplanationTests
{
    private static readonly Counting Counting = new(CalendarLibrary.Get("ENG"), new CaseTimeZone("Europe/London"));

    public static TheoryData<string, Period, string> Examples =>
        new()
        {
            {
                "2026-03-26",
                Period.WorkingDays(15),
                "15 working days after Thursday 26 March 2026. Weekends, Good Friday and Easter Monday do not count. "
                + "It is due by Monday 20 April 2026."
            },
            {
                "2026-12-14",
                Period.WorkingDays(15),
                "15 working days after Monday 14 December 2026. Weekends, Christmas Day, Boxing Day (substitute day) and "
                + "New Year's Day do not count. It is due by Thursday 7 January 2027."
            },
            { "2026-03-02", Period.WorkingDays(1), "1 working day after Monday 2 March 2026. It is due by Tuesday 3 March 2026." },
            { "2026-05-21", Period.Weeks(2), "2 weeks after Thursday 21 May 2026. It is due by Thursday 4 June 2026." },
            {
                "2026-05-21",
                Period.CalendarDays(10),
                "10 calendar days after Thursday 21 May 2026. It is due by Sunday 31 May 2026. That is not a working day, so plan it for "
                + "Friday 29 May 2026 at the latest."
            },
            {
                "2024-11-29",
                Period.Months(3),
                "3 months after Friday 29 November 2024. That month is shorter, so its last day counts. "
                + "It is due by Friday 28 February 2025."
            },
            { "2026-11-17", Period.CalendarDays(0), "On Tuesday 17 November 2026 itself. It is due by Tuesday 17 November 2026." },
        };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Explanation_Period_TellsTheCount(string anchor, Period period, string explanation) =>
        Assert.Equal(explanation, Counting.After(Date(anchor), period).Explanation);

    [Fact]
    public void Explanation_Backwards_SaysBefore() =>
        Assert.Equal(
            "5 working days before Wednesday 20 May 2026. Weekends do not count. It is due by Wednesday 13 May 2026.",
            Counting.Before(Date("2026-05-20"), Period.WorkingDays(5)).Explanation);

    [Fact]
    public void Explanation_Hours_NamesBothLocalTimes() =>
        Assert.Equal(
            "72 hours after 16:30 on Friday 27 March 2026. It is due by 17:30 on Monday 30 March 2026.",
            Counting.AfterHours(Instant("2026-03-27T16:30:00Z"), 72).Explanation);

    [Fact]
    public void Explanation_OtherCulture_StaysEnglish()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
            Assert.Equal(
                "1 working day after Monday 2 March 2026. It is due by Tuesday 3 March 2026.",
                Counting.After(Date("2026-03-02"), Period.WorkingDays(1)).Explanation);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Skipped_Backwards_NamesHolidaysInDateOrder() =>
        Assert.Equal(
            [new SkippedDay(new(2026, 4, 3), "Good Friday"), new SkippedDay(new(2026, 4, 6), "Easter Monday")],
            Counting.Before(Date("2026-04-08"), Period.WorkingDays(2)).Skipped);

    [Fact]
    public void Serialise_DueDate_HasTheContractsShape()
    {
        var json = JsonSerializer.SerializeToElement(Counting.After(Date("2026-03-26"), Period.WorkingDays(15)), JsonSerializerOptions.Web);
        Assert.Equal(
            ["dueAt", "dueOn", "explanation", "scheduleBy", "skipped"],
            json.EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal));
        Assert.Equal("2026-04-20", json.GetProperty("dueOn").GetString());
        Assert.Equal("2026-04-20", json.GetProperty("scheduleBy").GetString());
        Assert.Equal(Instant("2026-04-20T22:59:59Z"), json.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal("2026-04-03", json.GetProperty("skipped")[0].GetProperty("on").GetString());
    }
}
