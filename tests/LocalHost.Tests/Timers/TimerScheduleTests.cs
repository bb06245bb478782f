using System.Globalization;
using LocalHost.Timers;

namespace LocalHost.Tests.Timers;

public sealed class TimerScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-02-02T10:03:20", "2026-02-02T10:05:00")]
    [InlineData("0 */5 * * * *", "2026-02-02T10:05:00", "2026-02-02T10:10:00")]
    [InlineData("0 30 9 * * Mon-Fri", "2026-02-06T09:30:00", "2026-02-09T09:30:00")]
    [InlineData("0 0 0 29 2 *", "2096-02-29T00:00:00", "2104-02-29T00:00:00")]
    [InlineData("10 4 * * *", "2026-02-02T04:10:00", "2026-02-03T04:10:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:59", "2027-12-31T23:59:59")]
    [InlineData("* * * * * *", "2026-02-02T10:00:00.001", "2026-02-02T10:00:01")]
    [InlineData("00:05:00", "2026-02-02T10:02:03", "2026-02-02T10:07:03")]
    public void NextAfter_Schedule_GivesTheFirstLaterOccurrence(string text, string after, string expected)
        => Assert.Equal(Utc(expected), TimerSchedule.Parse(text).NextAfter(Utc(after)));

    [Fact]
    public void NextAfter_DayThatNeverComes_IsNull()
        => Assert.Null(TimerSchedule.Parse("0 0 0 30 2 *").NextAfter(Utc("2026-01-01T00:00:00")));

    [Theory]
    [InlineData("*/15 * * * * *", false)]
    [InlineData("00:00:59", false)]
    [InlineData("0 * * * * *", true)]
    [InlineData("0 0 0 30 2 *", true)]
    public void IsWorthMonitoring_Schedule_HoldsFromOnceAMinute(string text, bool expected)
        => Assert.Equal(expected, TimerSchedule.Parse(text).IsWorthMonitoring(Utc("2026-02-02T10:00:00")));

    [Theory]
    [InlineData("")]
    [InlineData("* * * *")]
    [InlineData("0 0 0 * * * *")]
    [InlineData("60 * * * * *")]
    [InlineData("0 0 0 * * 7")]
    [InlineData("0 0 0 * Xyz *")]
    [InlineData("-00:05:00")]
    [InlineData("00:00:00")]
    public void Parse_Fault_SaysWhichScheduleIsWrong(string text)
        => Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => TimerSchedule.Parse(text)).Message, StringComparison.Ordinal);

    private static DateTime Utc(string text)
        => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
