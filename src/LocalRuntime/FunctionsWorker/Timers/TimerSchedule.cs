using System.Globalization;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Timers;

/// <summary>Reads both forms of a schedule.</summary>
internal static class TimerSchedule
{
    /// <summary>An NCRONTAB expression, or a time span (<c>00:05:00</c>; note that <c>24:00:00</c> is 24 days, as on Azure).</summary>
    /// <exception cref="FormatException">The text is neither, or never occurs.</exception>
    public static ITimerSchedule Parse(string text)
    {
        if (!TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span))
            return NcronSchedule.Parse(text);
        return span > TimeSpan.Zero
            ? new ConstantSchedule(span)
            : throw new FormatException($"the schedule '{text}' is not a positive time span.");
    }
}
