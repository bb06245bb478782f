using ChildProtection.Domain.Calendar;
using static ChildProtection.Domain.Tests.Calendar.Dates;

namespace ChildProtection.Domain.Tests.Calendar;

public sealed class CaseTimeZoneTests
{
    private static readonly CaseTimeZone London = new("Europe/London");

    [Theory]
    [InlineData("2026-03-29T22:30:00Z", "2026-03-29")]
    [InlineData("2026-03-29T23:30:00Z", "2026-03-30")]
    [InlineData("2026-02-02T23:30:00Z", "2026-02-02")]
    [InlineData("2026-07-01T00:30:00+02:00", "2026-06-30")]
    public void DateOf_Instant_IsTheLocalDate(string instant, string date) => Assert.Equal(Date(date), London.DateOf(Instant(instant)));

    [Theory]
    [InlineData("2026-02-02", "2026-02-02T00:00:00Z", "2026-02-02T23:59:59Z")]
    [InlineData("2026-03-29", "2026-03-29T00:00:00Z", "2026-03-29T22:59:59Z")]
    [InlineData("2026-07-01", "2026-06-30T23:00:00Z", "2026-07-01T22:59:59Z")]
    [InlineData("2026-10-25", "2026-10-24T23:00:00Z", "2026-10-25T23:59:59Z")]
    public void StartAndEndOfDay_Season_AreInUtc(string date, string start, string end)
    {
        Assert.Equal(Instant(start), London.StartOfDay(Date(date)));
        Assert.Equal(Instant(end), London.EndOfDay(Date(date)));
        Assert.Equal(TimeSpan.Zero, London.EndOfDay(Date(date)).Offset);
    }

    [Theory]
    [InlineData("2026-03-29", "01:30", "2026-03-29T01:30:00Z", "skipped: moved on to 02:30 summer time")]
    [InlineData("2026-10-25", "01:30", "2026-10-25T00:30:00Z", "comes twice: the first")]
    [InlineData("2026-03-29", "00:59", "2026-03-29T00:59:00Z", "before the change")]
    [InlineData("2026-03-29", "09:00", "2026-03-29T08:00:00Z", "after the change")]
    public void At_ClockChange_IsOneInstant(string date, string time, string instant, string why) =>
        Assert.True(
            Instant(instant) == London.At(Date(date), TimeOnly.Parse(time, System.Globalization.CultureInfo.InvariantCulture)), why);

    [Fact]
    public void New_UnknownZone_SaysWhatToGive() =>
        Assert.Contains(
            "IANA", Assert.Throws<CalendarException>(() => new CaseTimeZone("Europe/Atlantis")).Message, StringComparison.Ordinal);
}
