using ChildProtection.Functions.Http.Routes;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ChildProtection.Functions.Security;

/// <summary>Around every HTTP function before anybody is authenticated: no more at once than the app can carry. Probes are always answered.</summary>
public sealed class AdmissionMiddleware(RequestLimiter limiter) : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        using (ApiRoutes.IsAnonymous(context.FunctionDefinition.Name) ? null : limiter.Enter())
            await next(context);
    }
}
