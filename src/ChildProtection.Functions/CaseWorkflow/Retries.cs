using Microsoft.DurableTask;

namespace ChildProtection.Functions.CaseWorkflow;

/// <summary>How activities of a case are tried again.</summary>
internal static class Retries
{
    private const int OtherFailures = 5;

    /// <summary>For ever while storage is away, at most a minute apart; five times for anything else.</summary>
    public static TaskOptions UntilStored()
    {
        var others = 0;
        return TaskOptions.FromRetryPolicy(new RetryPolicy(int.MaxValue, TimeSpan.FromSeconds(1), 2, TimeSpan.FromMinutes(1))
        {
            HandleFailure = failure => IsStoreAway(failure) || ++others < OtherFailures,
        });
    }

    /// <summary>Three times, or once while the bus is away, as the case waits meanwhile; then the outbox is left to the sweep.</summary>
    public static TaskOptions ForPublishing() => TaskOptions.FromRetryPolicy(new RetryPolicy(3, TimeSpan.FromSeconds(1), 2)
    {
        HandleFailure = failure => !IsBusAway(failure),
    });

    internal static bool IsStoreAway(TaskFailureDetails failure) => Is(failure, "StorageUnavailableException");

    internal static bool IsBusAway(TaskFailureDetails failure) => Is(failure, "BusUnavailableException");

    /// <summary>A history names an exception as it was called when it was recorded. The namespace does not count, so that a release may move the type.</summary>
    private static bool Is(TaskFailureDetails failure, string exception) => failure.ErrorType.EndsWith('.' + exception, StringComparison.Ordinal);
}
