namespace Microsoft.DurableTask;

/// <summary>Declared retries: attempt k (from 0) is followed by a pause of first interval times back-off to the power of k, at most the maximum interval. No jitter.</summary>
public class RetryPolicy
{
    private static readonly TimeSpan DefaultMaxInterval = TimeSpan.FromHours(1);

    /// <summary>Makes a policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, the first included; at least 1.</param>
    /// <param name="firstRetryInterval">Pause before the first retry; more than zero.</param>
    /// <param name="backoffCoefficient">Growth of the pause; at least 1.</param>
    /// <param name="maxRetryInterval">Longest pause; null for one hour, <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="retryTimeout">No retry starts once this time has passed since the first attempt; null or infinite for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1);
        RequireAtLeast(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        RequireAtLeast(retryTimeout, firstRetryInterval, nameof(retryTimeout));

        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? DefaultMaxInterval;
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
        // Settled here once: the engine reads one filter, whichever way it was set.
        HandleAsync = exception => Task.FromResult(Handle(exception));
    }

    /// <summary>Attempts in all, the first included.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>Pause before the first retry.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>Growth of the pause from one retry to the next.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>Longest pause, or infinite.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>Time since the first attempt after which no retry starts, or infinite.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Whether a failure (a <see cref="TaskFailedException"/>) is retried; by default every one is.</summary>
    public Func<Exception, bool> Handle { get; private set; } = static _ => true;

    /// <summary>As <see cref="Handle"/>, for filters that themselves call the orchestration context. Must be deterministic.</summary>
    public Func<Exception, Task<bool>> HandleAsync { get; set; }

    /// <summary>Sets the filter by the failure's details, which survive storage where exceptions do not.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init
        {
            ArgumentNullException.ThrowIfNull(value);
            Handle = exception => exception is not TaskFailedException failed || value(failed.FailureDetails);
        }
    }

    private static void RequireAtLeast(TimeSpan? value, TimeSpan floor, string name)
    {
        if (value is { } given && given != Timeout.InfiniteTimeSpan && given < floor)
            throw new ArgumentOutOfRangeException(name, given, $"Must be infinite or at least the first retry interval ({floor}).");
    }
}
