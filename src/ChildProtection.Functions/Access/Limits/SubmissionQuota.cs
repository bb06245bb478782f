using System.Threading.RateLimiting;
using ChildProtection.Functions.Platform.Http;

namespace ChildProtection.Functions.Access.Limits;

/// <summary>
/// How much an agency may send, and how much a case may take, within an hour: what is recorded stays for decades. Each instance of the app
/// counts for itself, in real time.
/// </summary>
public sealed class SubmissionQuota(RequestLimits limits) : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly PartitionedRateLimiter<string> _agencies = Hourly(limits.AgencyPerHour);
    private readonly PartitionedRateLimiter<string> _cases = Hourly(limits.CasePerHour);

    /// <exception cref="ProblemException">The agency has sent too much within the hour.</exception>
    internal void TakeAgency(string? agency)
    {
        if (agency is not null)
            Take(_agencies, agency, "Your agency has sent as much as it may within an hour.");
    }

    /// <exception cref="ProblemException">The case has taken too much within the hour.</exception>
    internal void TakeCase(string caseId) => Take(_cases, caseId, "This case has taken as many events as it may within an hour.");

    public void Dispose()
    {
        _agencies.Dispose();
        _cases.Dispose();
    }

    private static void Take(PartitionedRateLimiter<string> limiter, string key, string otherwise)
    {
        using var lease = limiter.AttemptAcquire(key);
        if (!lease.IsAcquired)
            throw new ProblemException(
                Problems.TooManyRequests(otherwise, lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Hour));
    }

    private static PartitionedRateLimiter<string> Hourly(int most) => PartitionedRateLimiter.Create<string, string>(
        key => RateLimitPartition.GetFixedWindowLimiter(key, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = Hour }));
}
