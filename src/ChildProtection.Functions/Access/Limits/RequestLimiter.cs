using System.Threading.RateLimiting;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Access.Limits;

/// <summary>
/// Counts requests under way and recent requests, in real time. It forgets idle accounts, so that many accounts cost no memory. Each
/// instance of the app counts for itself.
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
    internal IDisposable Enter() => Admitted(_overall.AttemptAcquire(), "The app is handling its maximum number of requests.");

    /// <summary>A place among the account's own requests; given back when disposed.</summary>
    /// <exception cref="ProblemException">The account has too many requests under way, or sent too many lately.</exception>
    internal IDisposable Enter(string subject) =>
        Admitted(_perCaller.AttemptAcquire(subject), "This account has reached its request limit.");

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
