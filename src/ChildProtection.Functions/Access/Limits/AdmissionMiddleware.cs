using ChildProtection.Functions.Platform.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Hosting;

namespace ChildProtection.Functions.Access.Limits;

/// <summary>
/// Limits the requests at once to what the app can carry, and refuses new ones while it stops, before any authentication. Probes always get
/// an answer.
/// </summary>
internal sealed class AdmissionMiddleware(RouteTable routes, RequestLimiter limiter, IHostApplicationLifetime lifetime)
    : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var probe = routes.IsAnonymous(context.FunctionDefinition.Name);
        if (!probe && lifetime.ApplicationStopping.IsCancellationRequested)
            throw new ProblemException(Problems.Stopping());
        using (probe ? null : limiter.Enter())
            await next(context);
    }
}
