using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class ClientFunctions
{
    [Function(nameof(TellStatusWhileWaiting))]
    public static async Task<string> TellStatusWhileWaiting([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        context.SetCustomStatus("waiting");
        await context.WaitForExternalEvent<string>("Go");
        context.SetCustomStatus("done");
        return "end";
    }

    [Function(nameof(TellTime))]
    public static Task<string> TellTime([OrchestrationTrigger] TaskOrchestrationContext context) =>
        Task.FromResult(context.CurrentUtcDateTime.ToString("o", CultureInfo.InvariantCulture));
}
