using Microsoft.DurableTask;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>How activities of a case are tried again.</summary>
internal static class Retries
{
    private const int OtherFailures = 5;
    private const int WeightOfAWorker = 2;

    /// <summary>What the Functions host makes of an activity under which the worker ended, by itself or as time was up.</summary>
    private static readonly string[] WorkerEnds =
        ["Microsoft.Azure.WebJobs.Host.FunctionInvocationException", "Microsoft.Azure.WebJobs.Host.FunctionTimeoutException"];

    /// <summary>
    /// For ever while storage is away, at most a minute apart. What storage refuses once; anything else five times, or three where the
    /// worker ends, which harms all that runs there.
    /// </summary>
    public static TaskOptions UntilStored(string instanceId) => TaskOptions.FromRetryPolicy(
        new RetryPolicy(int.MaxValue, FirstPause(instanceId), 2, TimeSpan.FromMinutes(1)) { HandleFailure = MayHelp() });

    /// <summary>Three times, or once while the bus is away, as the case waits meanwhile; then the outbox is left to the sweep.</summary>
    public static TaskOptions ForPublishing() => TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1), 2)
    {
        HandleFailure = failure => !IsBusAway(failure),
    });

    /// <summary>Whether trying once more may help, asked after each failure of one call.</summary>
    internal static Func<TaskFailureDetails, bool> MayHelp()
    {
        var others = 0;
        return failure => IsStoreAway(failure) || (!IsRefused(failure) && (others += Weight(failure)) < OtherFailures);
    }

    internal static bool IsStoreAway(TaskFailureDetails failure) => Is(failure, "StorageUnavailableException");

    /// <summary>Whether it can never succeed.</summary>
    internal static bool IsRefused(TaskFailureDetails failure) => Is(failure, nameof(CommitRefusedException));

    internal static bool IsBusAway(TaskFailureDetails failure) => Is(failure, "BusUnavailableException");

    private static int Weight(TaskFailureDetails failure) => WorkerEnds.Contains(failure.ErrorType) ? WeightOfAWorker : 1;

    /// <summary>One to three seconds: cases that failed together, as one of them ended the worker, are tried apart.</summary>
    private static TimeSpan FirstPause(string instanceId) =>
        TimeSpan.FromMilliseconds(1_000 + instanceId.Aggregate(0u, static (sum, letter) => (sum * 31) + letter) % 2_000);

    /// <summary>
    /// A history names an exception as it was called when it was recorded. The namespace does not count, so that a release may move the
    /// type.
    /// </summary>
    private static bool Is(TaskFailureDetails failure, string exception) =>
        failure.ErrorType.EndsWith('.' + exception, StringComparison.Ordinal);
}
