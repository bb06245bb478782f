using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using RetryContext = Microsoft.DurableTask.RetryContext;

namespace ConformanceApp.Functions;

/// <summary>The custom status of these orchestrations tells how often the activity was tried, also where the orchestration fails.</summary>
public static class RetryFunctions
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(1);

    [Function(nameof(RetryByPolicy))]
    public static async Task<string> RetryByPolicy([OrchestrationTrigger] TaskOrchestrationContext context, Retries retries)
    {
        var policy = new RetryPolicy(retries.Attempts, retries.First, retries.Factor, retries.Longest, retries.Timeout)
        {
            HandleFailure = static failure => !failure.IsCausedBy<ArgumentException>(),
        };
        var plan = retries.Plan with { Key = context.InstanceId };
        try
        {
            return await context.CallActivityAsync<string>(nameof(Try), plan, TaskOptions.FromRetryPolicy(policy));
        }
        finally
        {
            context.SetCustomStatus(await context.CallActivityAsync<Attempt[]>(nameof(TellAttempts), plan.Key));
        }
    }

    [Function(nameof(RetryByHandler))]
    public static async Task<string> RetryByHandler([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var asked = new List<int>();
        var options = TaskOptions.FromRetryHandler((RetryContext retry) =>
        {
            asked.Add(retry.LastAttemptNumber);
            return retry.LastAttemptNumber < 3 && retry.LastFailure.IsCausedBy<InvalidOperationException>();
        });
        try
        {
            await context.CallActivityAsync(nameof(CommonFunctions.Break), "never", options);
        }
        catch (TaskFailedException)
        {
            asked.Add(-1);
        }

        return string.Join(',', asked);
    }

    [Function(nameof(RetryByAsyncHandler))]
    public static Task<string> RetryByAsyncHandler([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var options = TaskOptions.FromRetryHandler(async (RetryContext retry) =>
        {
            await retry.OrchestrationContext.CreateTimer(Short, CancellationToken.None);
            return true;
        });
        return context.CallActivityAsync<string>(nameof(Try), new TryPlan(context.InstanceId, SucceedsAt: 3), options);
    }

    [Function(nameof(RetryChild))]
    public static async Task<string> RetryChild([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var plan = new TryPlan(context.InstanceId, SucceedsAt: 3);
        var result = await context.CallSubOrchestratorAsync<string>(nameof(TryInChild), plan, TaskOptions.FromRetryPolicy(new(5, Short)));
        context.SetCustomStatus(await context.CallActivityAsync<Attempt[]>(nameof(TellAttempts), plan.Key));
        return result;
    }

    [Function(nameof(TryInChild))]
    public static Task<string> TryInChild([OrchestrationTrigger] TaskOrchestrationContext context, TryPlan plan) =>
        context.CallActivityAsync<string>(nameof(Try), plan);

    [Function(nameof(Try))]
    public static string Try([ActivityTrigger] TryPlan plan, string instanceId)
    {
        var attempt = Attempts.Note(plan.Key, instanceId);
        if (attempt == plan.SucceedsAt)
            return "done";
        throw attempt == plan.GivesUpAt ? new ArgumentException("final") : new InvalidOperationException("not yet");
    }

    [Function(nameof(TellAttempts))]
    public static Attempt[] TellAttempts([ActivityTrigger] string key) => Attempts.Of(key);
}

/// <param name="Key">Under which the attempts are counted.</param>
/// <param name="SucceedsAt">The attempt that succeeds; 0 for none.</param>
/// <param name="GivesUpAt">The attempt that fails so that it must not be tried again; 0 for none.</param>
public sealed record TryPlan(string Key, int SucceedsAt = 0, int GivesUpAt = 0);

/// <summary>A retry policy, and what it is tried on.</summary>
public sealed record Retries(
    TryPlan Plan, int Attempts, TimeSpan First, double Factor = 1, TimeSpan? Longest = null, TimeSpan? Timeout = null);
