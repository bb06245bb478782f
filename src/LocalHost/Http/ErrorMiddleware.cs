using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalHost.Http;

/// <summary>Answers requests without a route, and failures of the host.</summary>
internal sealed partial class ErrorMiddleware(RequestDelegate next, WorkerAbsence absence, ILogger<ErrorMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext http)
    {
        // Set as the answer begins, since an error clears what was set before. What the app has set stays.
        http.Response.OnStarting(() =>
        {
            http.Response.Headers.XContentTypeOptions = "nosniff";
            return Task.CompletedTask;
        });
        try
        {
            await next(http);
            await AnswerUnmatchedAsync(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            CallerGone(http.TraceIdentifier);
        }
        catch (BadHttpRequestException exception) when (!http.Response.HasStarted)
        {
            http.Response.Clear();
            await Problem.WriteAsync(http, exception.StatusCode, exception.Message);
        }
#pragma warning disable CA1031 // The boundary of the host: one request must not take the others down. The fault is logged in full.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Failed(exception, http.TraceIdentifier);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            await Problem.WriteAsync(
                http, StatusCodes.Status500InternalServerError, "The host failed. Look for this trace id in its log.");
        }
    }

    /// <summary>An empty 404 of a function stays its own; one that routing gave says what happened.</summary>
    private Task AnswerUnmatchedAsync(HttpContext http)
    {
        if (http.Response.HasStarted || http.GetEndpoint()?.Metadata.GetMetadata<OwnEndpoint>() is not null)
            return Task.CompletedTask;
        return http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound when absence.IsSinceTheStart => absence.WriteAsync(http),
            StatusCodes.Status404NotFound => Problem.WriteAsync(
                http, StatusCodes.Status404NotFound, $"Nothing answers at {http.Request.Path}."),
            StatusCodes.Status405MethodNotAllowed => Problem.WriteAsync(
                http,
                StatusCodes.Status405MethodNotAllowed,
                $"{http.Request.Path} does not answer {http.Request.Method}; it answers {http.Response.Headers.Allow}."),
            _ => Task.CompletedTask,
        };
    }

    [LoggerMessage(EventName = "RequestFailed", Level = LogLevel.Error, Message = "Request failed in the host, trace {TraceId}.")]
    private partial void Failed(Exception exception, string traceId);

    [LoggerMessage(EventName = "CallerGone", Level = LogLevel.Debug, Message = "The caller hung up, trace {TraceId}.")]
    private partial void CallerGone(string traceId);
}

/// <summary>Marks an endpoint of this host, in contrast to those that routing makes up for a wrong method.</summary>
internal sealed record OwnEndpoint(string Name);
