using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Http;

/// <summary>What no function answers, and what a function threw.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
            await AnswerUnmatchedAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            CallerGone(NameOf(http), http.TraceIdentifier);
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await Problem.WriteAsync(http, exception.StatusCode, exception.Message);
        }
#pragma warning disable CA1031 // The boundary of the host: a fault in one function must not take the others down. It is logged in full.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(exception, NameOf(http), http.TraceIdentifier);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            await Problem.WriteAsync(
                http, StatusCodes.Status500InternalServerError, "The function failed. The log has the reason under this trace id.");
        }
    }

    /// <summary>An empty 404 of a function stays its own; one that routing gave says what happened.</summary>
    private static Task AnswerUnmatchedAsync(HttpContext http)
    {
        if (http.Response.HasStarted || http.GetEndpoint()?.Metadata.GetMetadata<FunctionEndpointMarker>() is not null)
            return Task.CompletedTask;
        return http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problem.WriteAsync(http, StatusCodes.Status404NotFound, $"Nothing answers at {http.Request.Path}."),
            StatusCodes.Status405MethodNotAllowed => Problem.WriteAsync(
                http, StatusCodes.Status405MethodNotAllowed, $"{http.Request.Path} does not answer {http.Request.Method}; it answers {http.Response.Headers.Allow}."),
            _ => Task.CompletedTask,
        };
    }

    private static string NameOf(HttpContext http) => http.GetEndpoint()?.DisplayName ?? "(none)";

    [LoggerMessage(1, LogLevel.Error, "Function {Function} failed, trace {TraceId}.")]
    private partial void Failed(Exception exception, string function, string traceId);

    [LoggerMessage(2, LogLevel.Debug, "The caller of function {Function} has gone, trace {TraceId}.")]
    private partial void CallerGone(string function, string traceId);
}
