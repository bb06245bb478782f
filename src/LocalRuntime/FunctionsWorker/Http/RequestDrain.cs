using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Http;

/// <summary>
/// At a stop keeps the door open until what came before is answered. Whoever comes meanwhile meets the app, which knows that it stops and can say so,
/// and not a closed port. Nothing else is stopped before that: what requests wait for still runs.
/// </summary>
internal sealed class RequestDrain(IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _underWay;
    private bool _stopping;

    public async Task CountAsync(HttpContext http, RequestDelegate next)
    {
        if (!TryEnter())
        {
            await next(http);
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

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        lifetime.StopApplication();
        lock (_gate)
        {
            _stopping = true;
            if (_underWay == 0)
                _drained.TrySetResult();
        }

        // Until the host's own limit; then the server cuts off what is left.
        await _drained.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

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
