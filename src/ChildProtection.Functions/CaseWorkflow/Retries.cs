using Microsoft.DurableTask;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>The retry policies of a case's activities.</summary>
internal static class Retries
{
    private const int OtherFailures = 5;
    private const int WeightOfAWorker = 2;

    /// <summary>The Functions host reports this where the worker ended during an activity, by itself or by time-out.</summary>
    private static readonly string[] WorkerEnds =
        ["Microsoft.Azure.WebJobs.Host.FunctionInvocationException", "Microsoft.Azure.WebJobs.Host.FunctionTimeoutException"];

    /// <summary>
    /// For ever while storage or the bus is away, at most a minute apart. What storage refuses once; anything else five times, or three
    /// where the worker ends, which harms all that runs there.
    /// </summary>
    public static TaskOptions UntilStored(string instanceId) => TaskOptions.FromRetryPolicy(
        new RetryPolicy(int.MaxValue, FirstPause(instanceId), 2, TimeSpan.FromMinutes(1)) { HandleFailure = MayHelp() });

    /// <summary>
    /// Three times, or once while the bus is away, because the case waits meanwhile; then the sweep publishes the outbox.
    /// </summary>
    public static TaskOptions ForPublishing() => TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1), 2)
    {
        HandleFailure = failure => !IsBusAway(failure),
    });

    /// <summary>Whether a retry may help, asked after each failure of one call.</summary>
    internal static Func<TaskFailureDetails, bool> MayHelp()
    {
        var others = 0;
        return failure =>
            IsStoreAway(failure) || IsBusAway(failure) || (!IsRefused(failure) && (others += Weight(failure)) < OtherFailures);
    }

    internal static bool IsStoreAway(TaskFailureDetails failure) => Is(failure, "StorageUnavailableException");

    /// <summary>Whether it can never succeed.</summary>
    internal static bool IsRefused(TaskFailureDetails failure) => Is(failure, nameof(CommitRefusedException));

    internal static bool IsBusAway(TaskFailureDetails failure) => Is(failure, "BusUnavailableException");

    private static int Weight(TaskFailureDetails failure) => WorkerEnds.Contains(failure.ErrorType) ? WeightOfAWorker : 1;

    /// <summary>One to three seconds, so that cases that failed together do not retry together: one of them may end the worker.</summary>
    private static TimeSpan FirstPause(string instanceId) =>
        TimeSpan.FromMilliseconds(1_000 + instanceId.Aggregate(0u, static (sum, letter) => (sum * 31) + letter) % 2_000);

    /// <summary>Ignores the namespace, so that a release may move an exception's type and still read older histories.</summary>
    private static bool Is(TaskFailureDetails failure, string exception) =>
        failure.ErrorType.EndsWith('.' + exception, StringComparison.Ordinal);
}
