using System.Globalization;
using NCrontab;

namespace LocalHost.Timers;

/// <summary>
/// When a timer function runs, read as the Functions host reads it. All times are UTC, as on Azure where no time zone is set.
/// </summary>
internal sealed class TimerSchedule
{
    private static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);

    private readonly string _text;
    private readonly CrontabSchedule? _crontab;
    private readonly TimeSpan _interval;

    private TimerSchedule(string text, CrontabSchedule? crontab, TimeSpan interval)
        => (_text, _crontab, _interval) = (text, crontab, interval);

    /// <param name="text">An NCRONTAB expression of six fields (five without seconds), or a time span (<c>00:05:00</c>; note that
    /// <c>24:00:00</c> is 24 days, as on Azure).</param>
    /// <exception cref="FormatException">The text is neither.</exception>
    public static TimerSchedule Parse(string text)
    {
        if (TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
            return span > TimeSpan.Zero
                ? new TimerSchedule(text, null, span)
                : throw new FormatException($"the schedule '{text}' is not a positive time span.");
        var fields = text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
        try
        {
            return new TimerSchedule(
                text, CrontabSchedule.Parse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = fields == 6 }), default);
        }
        catch (CrontabException exception)
        {
            throw new FormatException($"the schedule '{text}' is neither six fields nor a time span: {exception.Message}", exception);
        }
    }

    /// <summary>The first occurrence after an instant; null when there is none.</summary>
    public DateTime? NextAfter(DateTime instant)
    {
        if (_crontab is null)
            return instant + _interval;
        var next = _crontab.GetNextOccurrence(instant);
        // The library gives the end of time where nothing occurs.
        return next.Year == DateTime.MaxValue.Year ? null : DateTime.SpecifyKind(next, DateTimeKind.Utc);
    }

    /// <summary>False for a schedule that is due more often than each minute; the Functions host remembers nothing of those.</summary>
    public bool IsWorthMonitoring(DateTime now)
        => NextAfter(now) is not { } first || NextAfter(first) is not { } second || second - first >= ShortestMonitored;

    public override string ToString() => _text;
}
