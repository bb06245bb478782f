using ChildProtection.Functions.Platform.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Access.Limits;

/// <summary>Keeps one account from slowing the app for the others; runs after authentication.</summary>
internal sealed partial class CallerLimitMiddleware(RouteTable routes, RequestLimiter limiter, ILogger<CallerLimitMiddleware> logger)
    : IFunctionsWorkerMiddleware
{
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        using (routes.IsAnonymous(context.FunctionDefinition.Name) ? null : Enter(context))
            await next(context);
    }

    private IDisposable Enter(FunctionContext context)
    {
        var subject = context.InstanceServices.GetRequiredService<CurrentCaller>().Value.Subject;
        try
        {
            return limiter.Enter(subject);
        }
        catch (ProblemException)
        {
            Refused(subject, context.FunctionDefinition.Name, context.InvocationId);
            throw;
        }
    }

    [LoggerMessage(
        1, LogLevel.Warning, "Rate limit exceeded for account {Subject}: refused at {Function}, invocation {InvocationId}.",
        EventName = "CallerLimited")]
    private partial void Refused(string subject, string function, string invocationId);
}
