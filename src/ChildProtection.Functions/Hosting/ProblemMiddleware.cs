using ChildProtection.Domain.Calendar;
using ChildProtection.Functions.Access;
using ChildProtection.Functions.Access.Authentication;
using ChildProtection.Functions.Platform.Bus;
using ChildProtection.Functions.Platform.Durable;
using ChildProtection.Functions.Platform.Http;
using ChildProtection.Functions.Platform.Tables;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Logging;

namespace ChildProtection.Functions.Hosting;

/// <summary>
/// Outermost around every HTTP function: turns every failure into a problem, keeps answers about a person out of caches, and gives every
/// answer the headers that browsers heed.
/// </summary>
internal sealed partial class ProblemMiddleware(RouteTable routes, ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        return context.GetHttpContext() is { } http ? AnswerAsync(context, http, next) : next(context);
    }

    private async Task AnswerAsync(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        // Before the function, so that its problems have the headers as well.
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        if (!routes.IsCacheable(context.FunctionDefinition.Name))
            http.Response.Headers.CacheControl = "no-store";
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The boundary of the interface: a caller gets a problem and no stack trace; the log gets the exception.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            context.GetInvocationResult().Value = ProblemOf(exception, context).For(http.Request);
        }
    }

    private Problem ProblemOf(Exception exception, FunctionContext context)
    {
        switch (exception)
        {
            case ProblemException { Problem: var problem }:
                return problem;
            case InvalidCursorException:
                return Problems.Validation("cursor", "is not a cursor of this list; leave it out to begin at the first page");
            case CalendarException:
                return Problems.Validation("", exception.Message);
            case TextTooLargeException:
                return Problems.BodyTooLarge(exception.Message);
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Problems.BodyTooLarge(JsonBody.Limit);
            case BadHttpRequestException { StatusCode: StatusCodes.Status408RequestTimeout }:
                return Problems.RequestTooSlow();
            case BadHttpRequestException:
                return Problems.BadRequest(exception.Message);
            case StorageUnavailableException:
                StorageUnavailable(exception, context.FunctionDefinition.Name, context.InvocationId);
                return Problems.StorageUnavailable();
            case IssuerUnavailableException:
                SignInUnavailable(exception, context.FunctionDefinition.Name, context.InvocationId);
                return Problems.SignInUnavailable();
            case BusUnavailableException:
                BusUnavailable(exception, context.FunctionDefinition.Name, context.InvocationId);
                return Problems.BusUnavailable();
            case EngineUnavailableException:
                EngineUnavailable(exception, context.FunctionDefinition.Name, context.InvocationId);
                return Problems.EngineUnavailable();
            default:
                Failed(exception, context.FunctionDefinition.Name, context.InvocationId);
                return Problems.InternalError(context.InvocationId);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed, invocation {InvocationId}.", EventName = "RequestFailed")]
    private partial void Failed(Exception exception, string function, string invocationId);

    [LoggerMessage(
        2, LogLevel.Warning, "Function {Function} cannot reach the record store, invocation {InvocationId}.",
        EventName = "RequestMetNoStore")]
    private partial void StorageUnavailable(Exception exception, string function, string invocationId);

    [LoggerMessage(
        3, LogLevel.Error, "Function {Function} cannot check its caller's token, invocation {InvocationId}.",
        EventName = "RequestMetNoSignIn")]
    private partial void SignInUnavailable(Exception exception, string function, string invocationId);

    [LoggerMessage(
        5, LogLevel.Warning, "Function {Function} cannot reach the durable engine, invocation {InvocationId}.",
        EventName = "RequestMetNoEngine")]
    private partial void EngineUnavailable(Exception exception, string function, string invocationId);

    [LoggerMessage(
        4, LogLevel.Warning, "Function {Function} cannot reach the bus, invocation {InvocationId}.",
        EventName = "RequestMetNoBus")]
    private partial void BusUnavailable(Exception exception, string function, string invocationId);
}
