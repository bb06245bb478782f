using System.Globalization;
using ChildProtection.LocalRuntime.FunctionsWorker.Timers;

namespace FunctionsWorker.Tests;

public sealed class NcronScheduleTests
{
    [Theory]
    [InlineData("0 */5 * * * *", "2026-02-02T10:03:20", "2026-02-02T10:05:00")]
    [InlineData("0 */5 * * * *", "2026-02-02T10:05:00", "2026-02-02T10:10:00")]
    [InlineData("*/15 * * * * *", "2026-02-02T10:03:59", "2026-02-02T10:04:00")]
    [InlineData("30 0 6 * * *", "2026-02-02T06:00:30", "2026-02-03T06:00:30")]
    [InlineData("0 30 9 * * Mon-Fri", "2026-02-06T09:30:00", "2026-02-09T09:30:00")]
    [InlineData("0 0 9 * * monday,FRI", "2026-02-02T10:00:00", "2026-02-06T09:00:00")]
    [InlineData("0 0 0 1 Jan,july *", "2026-02-02T00:00:00", "2026-07-01T00:00:00")]
    [InlineData("0 0 22-23 31 12 *", "2026-12-31T22:00:00", "2026-12-31T23:00:00")]
    [InlineData("0 0 0 29 2 *", "2026-03-01T00:00:00", "2028-02-29T00:00:00")]
    [InlineData("0 5/20 8-10/2 * * *", "2026-02-02T08:45:00", "2026-02-02T10:05:00")]
    [InlineData("0 5/20 8-10/2 * * *", "2026-02-02T10:45:00", "2026-02-03T08:05:00")]
    [InlineData("0 0 12 13 * 5", "2026-01-01T00:00:00", "2026-02-13T12:00:00")]
    [InlineData("10 4 * * *", "2026-02-02T04:10:00", "2026-02-03T04:10:00")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:58", "2026-12-31T23:59:59")]
    [InlineData("59 59 23 31 12 *", "2026-12-31T23:59:59", "2027-12-31T23:59:59")]
    public void NextAfter_Expression_GivesTheFirstLaterOccurrence(string text, string after, string expected)
        => Assert.Equal(Utc(expected), TimerSchedule.Parse(text).NextAfter(Utc(after)));

    [Fact]
    public void NextAfter_LeapDayOverACenturyWithoutOne_IsFound()
        => Assert.Equal(Utc("2104-02-29T00:00:00"), TimerSchedule.Parse("0 0 0 29 2 *").NextAfter(Utc("2096-02-29T00:00:00")));

    [Fact]
    public void NextAfter_FractionOfASecond_IsNotRunTwice()
        => Assert.Equal(Utc("2026-02-02T10:00:01"), TimerSchedule.Parse("* * * * * *").NextAfter(Utc("2026-02-02T10:00:00").AddMilliseconds(1)));

    [Fact]
    public void NextAfter_TimeSpan_CountsFromTheInstant()
        => Assert.Equal(Utc("2026-02-02T10:07:03"), TimerSchedule.Parse("00:05:00").NextAfter(Utc("2026-02-02T10:02:03")));

    [Theory]
    [InlineData("", "six fields")]
    [InlineData("* * * *", "six fields")]
    [InlineData("0 0 0 * * * *", "six fields")]
    [InlineData("60 * * * * *", "values go from 0 to 59")]
    [InlineData("0 0 24 * * *", "values go from 0 to 23")]
    [InlineData("0 0 0 0 * *", "values go from 1 to 31")]
    [InlineData("0 0 0 * 13 *", "values go from 1 to 12")]
    [InlineData("0 0 0 * * 7", "values go from 0 to 6")]
    [InlineData("0 0 0 * * Fri-Mon", "a range runs upwards")]
    [InlineData("0 0 0 * Xyz *", "'Xyz' is not a value")]
    [InlineData("0 */0 * * * *", "a step is a positive number")]
    [InlineData("0 1/2/3 * * * *", "a step is a positive number")]
    [InlineData("0 1-2-3 * * * *", "a range has one '-'")]
    [InlineData("0 1,,2 * * * *", "'' is not a value")]
    [InlineData("0 -1 * * * *", "'' is not a value")]
    [InlineData("0 0 0 30 2 *", "never occurs")]
    [InlineData("-00:05:00", "not a positive time span")]
    [InlineData("00:00:00", "not a positive time span")]
    public void Parse_Fault_SaysWhatIsWrong(string text, string reason)
        => Assert.Contains(reason, Assert.Throws<FormatException>(() => TimerSchedule.Parse(text)).Message, StringComparison.Ordinal);

    private static DateTime Utc(string text)
        => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
