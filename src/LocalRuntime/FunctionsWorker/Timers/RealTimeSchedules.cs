using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Timers;

/// <summary>A name in the setting that no timer function has would silently leave that function on the simulated clock.</summary>
internal static class RealTimeSchedules
{
    /// <exception cref="InvalidOperationException">A name is not that of a timer function.</exception>
    public static void Check(LocalRuntimeOptions options, IReadOnlyList<FunctionDescriptor> functions)
    {
        var timers = functions.Where(function => function.Trigger is TimerFunctionTrigger).Select(function => function.Name).ToList();
        if (options.RealTimeSchedules.Except(timers, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
        {
            throw new InvalidOperationException(
                $"The setting {LocalRuntimeOptions.RealTimeSchedulesSetting} names '{unknown}', which is no timer function; there are: {string.Join(", ", timers)}.");
        }
    }
}
