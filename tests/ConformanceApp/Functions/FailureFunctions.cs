using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class FailureFunctions
{
    [Function(nameof(TellTypesOfAGrandchildsFailure))]
    public static async Task<string> TellTypesOfAGrandchildsFailure([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.CallSubOrchestratorAsync(nameof(BreakingChild));
            return "no failure";
        }
        catch (TaskFailedException failure)
        {
            var types = new List<string>();
            for (var details = failure.FailureDetails; details is not null; details = details.InnerFailure)
                types.Add(details.ErrorType.Split('.')[^1]);
            return string.Join('>', types);
        }
    }

    [Function(nameof(BreakingChild))]
    public static Task BreakingChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync(nameof(BreakingGrandchild));

    [Function(nameof(BreakingGrandchild))]
    public static Task BreakingGrandchild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync(nameof(CommonFunctions.BreakWithInner), "outer");

    [Function(nameof(TellInnerFailure))]
    public static async Task<string> TellInnerFailure([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.CallActivityAsync(nameof(CommonFunctions.BreakWithInner), "outer");
            return "no failure";
        }
        catch (TaskFailedException failure)
        {
            var inner = failure.FailureDetails.InnerFailure;
            return $"{inner?.ErrorMessage} {inner?.IsCausedBy<ArgumentException>()}";
        }
    }

    [Function(nameof(CountFailuresOfAFanOut))]
    public static async Task<string> CountFailuresOfAFanOut([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var calls = Enumerable.Range(0, 30).Select(i => context.CallActivityAsync<int>(nameof(FailEveryThird), i)).ToArray();
        try
        {
            await Task.WhenAll(calls);
        }
        catch (TaskFailedException)
        {
            var failed = calls.Count(static call => call.IsFaulted);
            return $"{failed} failed, {calls.Count(static call => call.IsCompletedSuccessfully)} did not";
        }

        return "none failed";
    }

    [Function(nameof(ThrowNotSupported))]
    public static Task<string> ThrowNotSupported([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new NotSupportedException("cannot");

    [Function(nameof(ThrowWithATimerOpen))]
    public static Task<string> ThrowWithATimerOpen([OrchestrationTrigger] TaskOrchestrationContext context, TimeSpan pause)
    {
        context.SetCustomStatus(context.CurrentUtcDateTime);
        _ = context.CreateTimer(pause, CancellationToken.None);
        throw new InvalidOperationException("early");
    }

    [Function(nameof(FailEveryThird))]
    public static int FailEveryThird([ActivityTrigger] int number) =>
        number % 3 == 0 ? throw new InvalidOperationException("third") : number;
}
