using Microsoft.AspNetCore.Http;

namespace LocalHost.Http;

/// <summary>
/// At a stop lets requests that came before be answered; those that come meanwhile are told that the host stops, and do not meet a closed
/// port.
/// </summary>
internal sealed class RequestDrain
{
    private static readonly TimeSpan Restart = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private bool _stopping;

    public async Task CountAsync(HttpContext http, RequestDelegate next)
    {
        if (!TryEnter())
        {
            http.Response.Headers.Connection = "close";
            await Problem.WriteUnavailableAsync(http, Restart, "The host is stopping. Send the request again in a moment.");
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Takes no more requests; complete when those under way are answered, or the token is cancelled.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _stopping = true;
            if (_underWay == 0)
                _drained.TrySetResult();
        }

        await _drained.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private bool TryEnter()
    {
        lock (_gate)
        {
            if (!_stopping)
                _underWay++;
            return !_stopping;
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_underWay == 0 && _stopping)
                _drained.TrySetResult();
        }
    }
}
