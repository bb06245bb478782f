using System.Text.Json.Nodes;
using LocalHost.Worker;

namespace LocalHost.Timers;

/// <summary>A timer function as its binding describes it.</summary>
internal sealed record TimerTrigger(WorkerFunction Function, TimerSchedule Schedule, bool RunOnStartup, bool UseMonitor)
{
    public static bool IsOn(WorkerFunction function) => function.TriggerType.Equals("timerTrigger", StringComparison.OrdinalIgnoreCase);

    /// <param name="function">A function for which <see cref="IsOn"/> holds.</param>
    /// <param name="settingOf">The value of an app setting, for a schedule such as <c>%Nightly%</c>.</param>
    /// <exception cref="WorkerFaultException">Its schedule can't be read.</exception>
    public static TimerTrigger Read(WorkerFunction function, Func<string, string?> settingOf)
    {
        try
        {
            var schedule = TimerSchedule.Parse(Expand((string?)function.Trigger["schedule"] ?? "", settingOf));
            return new TimerTrigger(
                function, schedule, Flag(function.Trigger, "runOnStartup", false), Flag(function.Trigger, "useMonitor", true));
        }
        catch (FormatException exception)
        {
            throw new WorkerFaultException($"The timer function {function.Name} can't run: {exception.Message}", exception);
        }
    }

    private static bool Flag(JsonObject binding, string name, bool otherwise) => (bool?)binding[name] ?? otherwise;

    private static string Expand(string text, Func<string, string?> settingOf) => text is ['%', .. var name, '%']
        ? settingOf(name) is { Length: > 0 } value
            ? value
            : throw new FormatException($"its schedule names the setting {name}, which has no value.")
        : text;
}
