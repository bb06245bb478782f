using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

/// <summary>
/// An orchestration that lives as a long one should: one generation a signal, a timer beside the waiter, the timer's turn sent to it.
/// </summary>
public static class SignalFunctions
{
    private const string Signal = "Signal";
    private const string Tick = "tick";

    /// <summary>
    /// The custom status tells what was handled. A signal that was handled before is passed over: while it waits in a buffer, a new
    /// generation has it sent again, and the official engine may do so twice.
    /// </summary>
    [Function(nameof(HandleSignals))]
    public static async Task HandleSignals([OrchestrationTrigger] TaskOrchestrationContext context, Handled handled)
    {
        var stored = await context.CallActivityAsync<string>(nameof(CommonFunctions.Echo), await NextAsync(context, handled.Pause));
        var next = stored == Tick
            ? handled with { Ticks = handled.Ticks + 1 }
            : handled with { Signals = [.. handled.Signals.Union([stored])] };
        context.SetCustomStatus(next);
        if (next.Signals.Length < next.Awaited)
            context.ContinueAsNew(next);
    }

    private static async Task<string> NextAsync(TaskOrchestrationContext context, TimeSpan pause)
    {
        var waiter = context.WaitForExternalEvent<string>(Signal);
        using var cancellation = new CancellationTokenSource();
        var timer = context.CreateTimer(pause, cancellation.Token);
        if (await Task.WhenAny(waiter, timer) == timer)
            context.SendEvent(context.InstanceId, Signal, Tick);
        else
            cancellation.Cancel();
        return await waiter;
    }
}

/// <param name="Awaited">How many signals there will be.</param>
/// <param name="Pause">How long a generation waits for one.</param>
/// <param name="Signals">Those of the generations before.</param>
/// <param name="Ticks">How often none came.</param>
public sealed record Handled(int Awaited, TimeSpan Pause, string[] Signals, int Ticks);
