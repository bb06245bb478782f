using System.Threading.RateLimiting;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Access.Limits;

/// <summary>
/// Counts what is under way and what was asked lately, on real time. Accounts that ask nothing any more are forgotten, so that many of them
/// cost no memory. Each instance of the app counts for itself.
/// </summary>
public sealed class RequestLimiter(RequestLimits limits) : IDisposable
{
    private static readonly TimeSpan SoonAgain = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _overall = new(new ConcurrencyLimiterOptions { PermitLimit = limits.AtOnceOverall });

    private readonly PartitionedRateLimiter<string> _perCaller = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(subject =>
            RateLimitPartition.GetConcurrencyLimiter(subject, _ => new ConcurrencyLimiterOptions { PermitLimit = limits.AtOnce })),
        PartitionedRateLimiter.Create<string, string>(subject =>
            RateLimitPartition.GetTokenBucketLimiter(
                subject,
                _ => new TokenBucketRateLimiterOptions
                {
                    TokenLimit = limits.Burst,
                    TokensPerPeriod = limits.PerSecond,
                    ReplenishmentPeriod = SoonAgain,
                })));

    /// <summary>A place among all requests; given back when disposed.</summary>
    /// <exception cref="ProblemException">Too many are under way.</exception>
    internal IDisposable Enter() => Admitted(_overall.AttemptAcquire(), "The app has more requests under way than it takes at once.");

    /// <summary>A place among the account's own requests; given back when disposed.</summary>
    /// <exception cref="ProblemException">The account has too many under way, or asked too often.</exception>
    internal IDisposable Enter(string subject) =>
        Admitted(_perCaller.AttemptAcquire(subject), "This account asks more than it may at a time.");

    public void Dispose()
    {
        _overall.Dispose();
        _perCaller.Dispose();
    }

    private static RateLimitLease Admitted(RateLimitLease lease, string otherwise)
    {
        if (lease.IsAcquired)
            return lease;
        using (lease)
            throw new ProblemException(
                Problems.TooManyRequests(otherwise, lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : SoonAgain));
    }
}
