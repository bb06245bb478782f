using LocalHost.Worker;
using Microsoft.Extensions.Logging;

namespace LocalHost.Timers;

/// <summary>Runs the worker's timer functions, each on its clock.</summary>
/// <param name="invoker">Calls them.</param>
/// <param name="store">Remembers their schedules.</param>
/// <param name="clock">The app's clock.</param>
/// <param name="realTimeSchedules">Names of functions that follow real time whatever the clock.</param>
/// <param name="settingOf">The value of an app setting, or null.</param>
/// <param name="loggers">Told of failures.</param>
internal sealed class TimerHost(
    IFunctionInvoker invoker,
    ScheduleStore store,
    TimeProvider clock,
    IReadOnlyList<string> realTimeSchedules,
    Func<string, string?> settingOf,
    ILoggerFactory loggers) : IDisposable
{
    private readonly TimerActivity _onRealTime = new();
    private readonly List<TimerFunction> _functions = [];

    /// <summary>The runs that the simulated clock waits for.</summary>
    public TimerActivity OnClock { get; } = new();

    /// <summary>Begins their schedules. Called once; later workers have the same functions.</summary>
    /// <exception cref="WorkerFaultException">A schedule can't be read, or a name is that of no timer function.</exception>
    public void Start(IReadOnlyList<WorkerFunction> functions)
    {
        var triggers = functions.Where(TimerTrigger.IsOn).Select(function => TimerTrigger.Read(function, settingOf)).ToList();
        var names = triggers.Select(trigger => trigger.Function.Name).ToList();
        // Such a name would silently leave its function on the simulated clock.
        if (realTimeSchedules.Except(names, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unknown)
            throw new WorkerFaultException(
                $"The settings file lists '{unknown}' under realTimeSchedules; the app's timer functions are: {string.Join(", ", names)}.");
        foreach (var trigger in triggers)
            Start(trigger);
    }

    public Task StopAsync(CancellationToken cancellationToken)
        => Task.WhenAll(_functions.Select(function => function.StopAsync(cancellationToken)));

    public void Dispose()
    {
        foreach (var function in _functions)
            function.Dispose();
    }

    private void Start(TimerTrigger trigger)
    {
        if (DisabledFunctions.IsDisabled(trigger.Function.Name, settingOf))
            return;
        var realTime = realTimeSchedules.Contains(trigger.Function.Name, StringComparer.OrdinalIgnoreCase);
        var logger = loggers.CreateLogger($"Function.{trigger.Function.Name}");
        var timer = new TimerFunction(
            trigger,
            new TimerRun(invoker, logger),
            store,
            realTime ? TimeProvider.System : clock,
            realTime ? _onRealTime : OnClock,
            logger);
        _functions.Add(timer);
        // Also where it follows real time: what a start finds undone is done before the simulated clock moves on.
        timer.Start(atStart: OnClock);
    }
}
