using Microsoft.DurableTask;

namespace ChildProtection.LocalRuntime.DurableTask;

/// <summary>Repeats a call by its policy or handler (azure-semantics A2). The extra timer that Azure leaves after the last failure is not made.</summary>
internal static class Retries
{
    /// <summary>Marks a failure that no retry can help.</summary>
    public const string NonRetriable = "NonRetriable";

    public static async Task<T> Run<T>(OrchestrationContext context, TaskRetryOptions options, Func<Task<T>> call)
    {
        var first = context.CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException failure)
            {
                if (failure.Data.Contains(NonRetriable) || !await MayRetry(context, options, failure, attempt, first))
                    throw;
            }

            if (options.Policy is { } policy)
                await context.CreateRetryTimer(Delay(policy, attempt - 1));
        }
    }

    /// <summary>The pause after a failed attempt, counted from 0.</summary>
    public static TimeSpan Delay(RetryPolicy policy, int attempt)
    {
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, attempt);
        var limit = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        // The power leaves the range of a time span long before the attempts end.
        return milliseconds < limit.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : limit;
    }

    private static async Task<bool> MayRetry(
        OrchestrationContext context, TaskRetryOptions options, TaskFailedException failure, int attempt, DateTime first)
    {
        var elapsed = context.CurrentUtcDateTime - first;
        if (options.Handler is { } handler)
            return await handler(new(context, attempt, failure.FailureDetails, elapsed, CancellationToken.None));
        var policy = options.Policy!;
        return attempt < policy.MaxNumberOfAttempts
            && await policy.HandleAsync(failure)
            && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || elapsed < policy.RetryTimeout);
    }
}
