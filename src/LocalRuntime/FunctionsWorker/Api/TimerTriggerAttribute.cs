using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts a function on a schedule; goes on a parameter of type <see cref="TimerInfo"/>.</summary>
/// <param name="schedule">NCRONTAB of six fields (second first) or five, in UTC, or a time span; may hold <c>%Setting%</c>.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The schedule as written.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Runs the function once when the host starts, besides its schedule.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>Remembers the schedule over restarts, so that an occurrence missed while the app was down runs at start as past due. Default true.</summary>
    public bool UseMonitor { get; set; } = true;
}
