using System.Threading.RateLimiting;
using LocalHost.Hosting;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Http;

/// <summary>
/// Lets as many requests at once reach the worker as <c>host.json</c> allows; the others wait, or are refused where it bounds the waiting
/// ones too.
/// </summary>
internal sealed class RequestGate(HostJson hostJson) : IDisposable
{
    private readonly ConcurrencyLimiter? _limiter = hostJson.MaxConcurrentRequests is not { } permits ? null : new(new()
    {
        PermitLimit = permits,
        QueueLimit = hostJson.MaxOutstandingRequests is { } most ? Math.Max(0, most - permits) : int.MaxValue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public async Task PassAsync(HttpContext http, Func<Task> answer)
    {
        if (_limiter is null)
        {
            await answer();
            return;
        }

        using var lease = await _limiter.AcquireAsync(cancellationToken: http.RequestAborted);
        if (lease.IsAcquired)
            await answer();
        else
            await Problem.WriteAsync(
                http, StatusCodes.Status429TooManyRequests, "The host has as many requests as host.json allows. Try again in a moment.");
    }

    public void Dispose() => _limiter?.Dispose();
}
