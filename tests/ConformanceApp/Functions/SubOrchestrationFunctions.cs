using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class SubOrchestrationFunctions
{
    [Function(nameof(CompareChildsView))]
    public static async Task<string> CompareChildsView([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var child = await context.CallSubOrchestratorAsync<string>(nameof(TellParent), "in");
        return child == $"in of {context.Name} {context.InstanceId}" && context.Parent is null ? "right" : child;
    }

    [Function(nameof(TellParent))]
    public static Task<string> TellParent([OrchestrationTrigger] TaskOrchestrationContext context, string input) =>
        Task.FromResult($"{input} of {context.Parent!.Name} {context.Parent.InstanceId}");

    [Function(nameof(CallChildByItsId))]
    public static Task<string> CallChildByItsId([OrchestrationTrigger] TaskOrchestrationContext context, string childId) =>
        context.CallSubOrchestratorAsync<string>(nameof(TellOwnId), new SubOrchestrationOptions(instanceId: childId));

    [Function(nameof(TellOwnId))]
    public static Task<string> TellOwnId([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(context.InstanceId);

    [Function(nameof(DescribeChildsFailure))]
    public static async Task<string> DescribeChildsFailure([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallSubOrchestratorAsync<string>(nameof(ThrowAtOnce));
        }
        catch (TaskFailedException failure)
        {
            return $"{failure.TaskName}: {failure.FailureDetails.ErrorMessage}";
        }
    }

    [Function(nameof(ThrowAtOnce))]
    public static Task<string> ThrowAtOnce([OrchestrationTrigger] TaskOrchestrationContext context) =>
        throw new InvalidOperationException("child broke");

    [Function(nameof(SumOfManyChildren))]
    public static async Task<string> SumOfManyChildren([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        var calls = Enumerable.Range(0, count).Select(i => context.CallSubOrchestratorAsync<int>(nameof(DoubleByActivity), i));
        var sums = await Task.WhenAll(calls);
        return sums.Sum().ToString(CultureInfo.InvariantCulture);
    }

    [Function(nameof(DoubleByActivity))]
    public static Task<int> DoubleByActivity([OrchestrationTrigger] TaskOrchestrationContext context, int number) =>
        context.CallActivityAsync<int>(nameof(Twice), number);

    [Function(nameof(CallUnknownChild))]
    public static Task<string> CallUnknownChild([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<string>("Nobody");

    [Function(nameof(Twice))]
    public static int Twice([ActivityTrigger] int number) => 2 * number;
}
