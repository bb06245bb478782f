using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class SuspensionFunctions
{
    [Function(nameof(WaitForTimerAndGate))]
    public static async Task<string> WaitForTimerAndGate([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var timer = context.CreateTimer(TimeSpan.FromMilliseconds(50), CancellationToken.None);
        var result = context.CallActivityAsync<string>(nameof(WaitAtGate), context.InstanceId);
        context.SetCustomStatus("waiting");
        await timer;
        return await result;
    }

    [Function(nameof(OpenGateFor))]
    public static Task<string> OpenGateFor([OrchestrationTrigger] TaskOrchestrationContext context, string instanceId) =>
        context.CallActivityAsync<string>(nameof(OpenGate), instanceId);

    [Function(nameof(WaitAtGate))]
    public static Task<string> WaitAtGate([ActivityTrigger] string gate) => Gates.Of(gate).Task;

    [Function(nameof(OpenGate))]
    public static string OpenGate([ActivityTrigger] string gate)
    {
        Gates.Of(gate).TrySetResult("kept");
        return "opened";
    }
}
