using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

/// <summary>Orchestrations and activities that several parts of the suite use.</summary>
public static class CommonFunctions
{
    [Function(nameof(EchoInput))]
    public static Task<string> EchoInput([OrchestrationTrigger] TaskOrchestrationContext context, string input) => Task.FromResult(input);

    [Function(nameof(WaitForGo))]
    public static Task<string> WaitForGo([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.WaitForExternalEvent<string>("Go");

    /// <summary>Waits for so many letters and gives them back in one text.</summary>
    [Function(nameof(CollectLetters))]
    public static async Task<string> CollectLetters([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        var all = string.Empty;
        while (all.Length < count)
            all += await context.WaitForExternalEvent<string>("Letter");
        return all;
    }

    [Function(nameof(Echo))]
    public static string? Echo([ActivityTrigger] string? text) => text;

    [Function(nameof(Break))]
    public static void Break([ActivityTrigger] string? message) => throw new InvalidOperationException(message ?? "broken");

    [Function(nameof(BreakWithInner))]
    public static void BreakWithInner([ActivityTrigger] string? message) =>
        throw new InvalidOperationException(message ?? "outer", new ArgumentException("inner"));
}
