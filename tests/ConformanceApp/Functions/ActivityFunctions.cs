using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace ConformanceApp.Functions;

public static class ActivityFunctions
{
    [Function(nameof(GreetByActivity))]
    public static Task<string> GreetByActivity([OrchestrationTrigger] TaskOrchestrationContext context, string input) =>
        context.CallActivityAsync<string>(nameof(Greet), input);

    [Function(nameof(JoinUpperCase))]
    public static async Task<string> JoinUpperCase([OrchestrationTrigger] TaskOrchestrationContext context, string[] parts)
    {
        var all = string.Empty;
        foreach (var part in parts)
            all += await context.CallActivityAsync<string>(nameof(Upper), part);
        return all;
    }

    [Function(nameof(SquareMany))]
    public static async Task<string> SquareMany([OrchestrationTrigger] TaskOrchestrationContext context, int count)
    {
        var results = await Task.WhenAll(Enumerable.Range(0, count).Select(i => context.CallActivityAsync<int>(nameof(Square), i)));
        return string.Join(',', results);
    }

    [Function(nameof(DescribeActivityFailure))]
    public static async Task<string> DescribeActivityFailure([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.CallActivityAsync(nameof(CommonFunctions.Break), "broken");
            return "no failure";
        }
        catch (TaskFailedException failure)
        {
            return string.Join('|', failure.TaskName, failure.TaskId, failure.FailureDetails.ErrorMessage,
                failure.FailureDetails.IsCausedBy<InvalidOperationException>(), failure.FailureDetails.IsCausedBy<SystemException>(),
                failure.FailureDetails.IsCausedBy<ArgumentException>(), failure.Message.Contains("broken", StringComparison.Ordinal));
        }
    }

    [Function(nameof(LeaveActivityFailureUnhandled))]
    public static Task LeaveActivityFailureUnhandled([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync(nameof(CommonFunctions.Break), "broken");

#pragma warning disable DURABLE2001 // The wrong input is what is tried here.
    [Function(nameof(PassOptionsAsInput))]
    public static Task PassOptionsAsInput([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync(nameof(CommonFunctions.Break), (object)new TaskOptions((TaskRetryOptions?)null));
#pragma warning restore DURABLE2001

    /// <summary>The custom status tells how many failures were asked about.</summary>
    [Function(nameof(CallUnknownActivity))]
    public static async Task CallUnknownActivity([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var failures = 0;
        try
        {
            await context.CallActivityAsync("Nobody", null, TaskOptions.FromRetryHandler(_ => ++failures < 3));
        }
        finally
        {
            context.SetCustomStatus(failures);
        }
    }

    [Function(nameof(PassNullThrough))]
    public static async Task<string> PassNullThrough([OrchestrationTrigger] TaskOrchestrationContext context) =>
        await context.CallActivityAsync<string?>(nameof(CommonFunctions.Echo), input: null) ?? "null came back";

    [Function(nameof(AskForInstanceId))]
    public static Task<string> AskForInstanceId([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>(nameof(TellInstanceId), "asked by");

    [Function(nameof(Greet))]
    public static string Greet([ActivityTrigger] string name) => $"Hello {name}";

    [Function(nameof(Upper))]
    public static string Upper([ActivityTrigger] string text) => text.ToUpperInvariant();

    [Function(nameof(Square))]
    public static int Square([ActivityTrigger] int number) => number * number;

    [Function(nameof(TellInstanceId))]
    public static string TellInstanceId([ActivityTrigger] string text, string instanceId) => $"{text} {instanceId}";
}
