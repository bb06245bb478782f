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
                "15 working days after Thu 26 Mar 2026 is Mon 20 Apr 2026, skipping Fri 3 Apr 2026 (Good "
                + "Friday) and Mon 6 Apr 2026 (Easter Monday)"
            },
            {
                "2026-12-14",
                Period.WorkingDays(15),
                "15 working days after Mon 14 Dec 2026 is Thu 7 Jan 2027, skipping Fri 25 Dec 2026 (Christmas Day), Mon 28 Dec 2026 "
                + "(Boxing Day (substitute day)) and Fri 1 Jan 2027 (New Year's Day)"
            },
            { "2026-03-02", Period.WorkingDays(1), "1 working day after Mon 2 Mar 2026 is Tue 3 Mar 2026" },
            { "2026-05-21", Period.Weeks(2), "2 weeks after Thu 21 May 2026 is Thu 4 Jun 2026" },
            {
                "2026-05-21",
                Period.CalendarDays(10),
                "10 calendar days after Thu 21 May 2026 is Sun 31 May 2026; not a working day, so plan for Fri 29 May 2026"
            },
            { "2024-11-29", Period.Months(3), "3 months after Fri 29 Nov 2024 is Fri 28 Feb 2025, the last day of that month" },
            { "2026-11-17", Period.CalendarDays(0), "The same day, Tue 17 Nov 2026" },
        };

    [Theory]
    [MemberData(nameof(Examples))]
    public void Explanation_Period_TellsTheCount(string anchor, Period period, string explanation) =>
        Assert.Equal(explanation, Counting.After(Date(anchor), period).Explanation);

    [Fact]
    public void Explanation_Backwards_SaysBefore() =>
        Assert.Equal(
            "5 working days before Wed 20 May 2026 is Wed 13 May 2026",
            Counting.Before(Date("2026-05-20"), Period.WorkingDays(5)).Explanation);

    [Fact]
    public void Explanation_Hours_NamesBothLocalTimes() =>
        Assert.Equal(
            "72 hours after Fri 27 Mar 2026 16:30 is Mon 30 Mar 2026 17:30",
            Counting.AfterHours(Instant("2026-03-27T16:30:00Z"), 72).Explanation);

    [Fact]
    public void Explanation_OtherCulture_StaysEnglish()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
            Assert.Equal(
                "1 working day after Mon 2 Mar 2026 is Tue 3 Mar 2026",
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
        Assert.Equal("2026-04-20", json.GetProperty("dueOn").GetString());
        Assert.Equal("2026-04-20", json.GetProperty("scheduleBy").GetString());
        Assert.Equal(Instant("2026-04-20T22:59:59Z"), json.GetProperty("dueAt").GetDateTimeOffset());
        Assert.Equal("2026-04-03", json.GetProperty("skipped")[0].GetProperty("on").GetString());
    }
}
