using System.Threading.RateLimiting;

namespace ChildProtection.LocalRuntime.ServiceBus;

/// <summary>How much one key may ask over REST, on real time, so that one sender cannot take the bus away from the others; the service on Azure throttles likewise.</summary>
internal sealed class BusLimits : IDisposable
{
    // A receiver that waits holds a place for up to a minute.
    private const int AtOnce = 200;
    private const int Burst = 2_000;
    private const int PerSecond = 500;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly PartitionedRateLimiter<string> _perKey = PartitionedRateLimiter.CreateChained(
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetConcurrencyLimiter(
            key, static _ => new ConcurrencyLimiterOptions { PermitLimit = AtOnce })),
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(
            key, static _ => new TokenBucketRateLimiterOptions { TokenLimit = Burst, TokensPerPeriod = PerSecond, ReplenishmentPeriod = Second })));

    /// <summary>A place for a request that bears a good token; given back when disposed.</summary>
    /// <exception cref="BusRequestException">429: the key asks too much.</exception>
    public IDisposable Enter(string keyName)
    {
        var lease = _perKey.AttemptAcquire(keyName);
        if (lease.IsAcquired)
            return lease;
        lease.Dispose();
        throw new BusRequestException(429, "This key asks more than it may at a time. Nothing was done; ask again in a second.") { RetryAfter = Second };
    }

    public void Dispose() => _perKey.Dispose();
}
