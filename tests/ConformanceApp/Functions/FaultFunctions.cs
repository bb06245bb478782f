using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

/// <summary>What goes wrong, and is tried again.</summary>
public static class FaultFunctions
{
    /// <returns>What the activity gave; "parked" when it failed as often as it may be tried.</returns>
    [Function(nameof(CallFaultyActivity))]
    public static async Task<string> CallFaultyActivity([OrchestrationTrigger] TaskOrchestrationContext context, FaultPlan plan)
    {
        var retries = TaskOptions.FromRetryPolicy(new RetryPolicy(plan.Attempts, TimeSpan.FromMilliseconds(10)));
        try
        {
            return await context.CallActivityAsync<string>(nameof(ActFaultily), plan, retries);
        }
        catch (TaskFailedException)
        {
            return "parked";
        }
    }

    /// <summary>In its second turn, a call that does not come back keeps the orchestrator's thread.</summary>
    [Function(nameof(HoldItsSecondTurn))]
    public static async Task<string> HoldItsSecondTurn([OrchestrationTrigger] TaskOrchestrationContext context, string trace)
    {
        var said = await context.CallActivityAsync<string>(nameof(CommonFunctions.Echo), "went on");
        Traces.HoldFirst(trace);
        return said;
    }

    [Function(nameof(ActFaultily))]
    public static async Task<string> ActFaultily([ActivityTrigger] FaultPlan plan)
    {
        if (Traces.Note(plan.Trace) > plan.Faults)
            return "done";
        switch (plan.Fault)
        {
            case Fault.Hangs:
                await Task.Delay(Timeout.InfiniteTimeSpan);
                break;
            case Fault.EndsTheProcess:
                Process.GetCurrentProcess().Kill();
                break;
        }

        throw new InvalidOperationException("It goes wrong, as planned.");
    }

    [Function(nameof(CallWaitingActivity))]
    public static Task<string> CallWaitingActivity([OrchestrationTrigger] TaskOrchestrationContext context, FilePlan plan)
        => context.CallActivityAsync<string>(nameof(WaitForFile), plan);

    /// <summary>The first attempt waits for the file; later ones do not.</summary>
    [Function(nameof(WaitForFile))]
    public static async Task<string> WaitForFile([ActivityTrigger] FilePlan plan)
    {
        var attempt = Traces.Note(plan.Trace);
        if (attempt == 1)
            await Traces.WaitForFileAsync(plan.AwaitedFile);
        return $"attempt {attempt}";
    }
}

public enum Fault
{
    Throws,
    Hangs,
    EndsTheProcess,
}

/// <param name="Trace">The file that counts the attempts.</param>
/// <param name="Fault">What happens.</param>
/// <param name="Faults">In how many attempts it happens.</param>
/// <param name="Attempts">How often it may be tried.</param>
public sealed record FaultPlan(string Trace, Fault Fault, int Faults, int Attempts);

/// <param name="Trace">The file that counts the attempts.</param>
/// <param name="AwaitedFile">What the first attempt waits for.</param>
public sealed record FilePlan(string Trace, string AwaitedFile);
