using System.Diagnostics;
using LocalHost.Worker;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Yarp.ReverseProxy.Forwarder;

namespace LocalHost.Http;

/// <summary>Answers a request by calling a function and passing the request on to the worker's own web server.</summary>
internal sealed partial class FunctionProxy(
    WorkerSupervisor supervisor,
    IFunctionInvoker invoker,
    IHttpForwarder forwarder,
    WorkerAbsence absence,
    ForwarderRequestConfig limits,
    ILogger<FunctionProxy> logger) : IDisposable
{
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = System.Net.DecompressionMethods.None,
        ActivityHeadersPropagator = new ReverseProxyPropagator(DistributedContextPropagator.Current),
        ConnectTimeout = TimeSpan.FromSeconds(5),
    });

    public async Task AnswerAsync(HttpContext http, WorkerFunction function)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize is { } longest && http.Request.ContentLength > longest)
            throw new BadHttpRequestException($"The body is longer than {longest} bytes.", StatusCodes.Status413PayloadTooLarge);
        if (http.Request.Headers.FirstOrDefault(header => !header.Value.All(IsAscii)).Key is { } foreign)
            throw new BadHttpRequestException(
                $"The header {foreign} has letters that no header may carry. Write it with plain letters, such as 'ue' for 'ü'.");
        if (supervisor.Serving is not { HttpUri: { } destination })
        {
            await absence.WriteAsync(http);
            return;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        var call = CallOf(http, function);
        var invocation = invoker.InvokeAsync(call, over.Token);
        var error = await forwarder.SendAsync(
            http, destination.AbsoluteUri, _client, limits, new FunctionTransformer(call.InvocationId, invocation), over.Token);
        if (error is not ForwarderError.None && !invocation.IsFaulted)
            await over.CancelAsync();
        await EndAsync(http, call, invocation);
    }

    public void Dispose() => _client.Dispose();

    private static bool IsAscii(string? value) => value is null || System.Text.Ascii.IsValid(value);

    private static FunctionCall CallOf(HttpContext http, WorkerFunction function) => new()
    {
        Function = function,
        InvocationId = Guid.NewGuid().ToString(),
        Metadata = http.Request.RouteValues.ToDictionary(
            value => value.Key, value => RpcValue.Of($"{value.Value}"), StringComparer.Ordinal),
        TraceParent = Activity.Current?.Id,
    };

    /// <summary>The answer to the caller in place of the worker's own.</summary>
    private async Task EndAsync(HttpContext http, FunctionCall call, Task invocation)
    {
        var function = call.Function;
        await invocation.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        var proxyFault = http.GetForwarderErrorFeature()?.Exception;
        if (http.RequestAborted.IsCancellationRequested)
            CallerGone(function.Name, http.TraceIdentifier);
        else if (BadRequestIn(proxyFault) is { } bad)
            await ReplaceAsync(http, () => Problem.WriteAsync(http, bad.StatusCode, bad.Message));
        else if (invocation.Exception?.InnerException is FunctionFailedException failure)
            await FailAsync(http, function, call.InvocationId, failure);
        else if (invocation.Exception?.InnerException is { } away)
            await LoseAsync(http, function, away);
        else if (proxyFault is not null)
            await LoseAsync(http, function, proxyFault);
    }

    private async Task FailAsync(HttpContext http, WorkerFunction function, string invocationId, FunctionFailedException failure)
    {
        FunctionFailed(function.Name, http.TraceIdentifier, invocationId, failure.Type);
        await ReplaceAsync(http, () => Problem.WriteAsync(
            http, StatusCodes.Status500InternalServerError, "The function failed. Look for this trace id in the log."));
    }

    private async Task LoseAsync(HttpContext http, WorkerFunction function, Exception fault)
    {
        WorkerLost(function.Name, http.TraceIdentifier, fault.Message);
        await ReplaceAsync(http, () => absence.WriteAsync(http));
    }

    /// <summary>An answer under way cannot be withdrawn; an abort shows the caller that it is incomplete.</summary>
    private static Task ReplaceAsync(HttpContext http, Func<Task> answer)
    {
        if (http.Response.HasStarted)
        {
            http.Abort();
            return Task.CompletedTask;
        }

        http.Response.Clear();
        return answer();
    }

    private static BadHttpRequestException? BadRequestIn(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
            if (exception is BadHttpRequestException bad)
                return bad;
        return null;
    }

    // The worker has logged the exception itself, under the invocation's id.
    [LoggerMessage(EventName = "FunctionFailed", Level = LogLevel.Error,
        Message = "The function {Function} failed with {Type}: trace {TraceId}, invocation {InvocationId}.")]
    private partial void FunctionFailed(string function, string traceId, string invocationId, string type);

    [LoggerMessage(EventName = "WorkerLostDuringCall", Level = LogLevel.Warning,
        Message = "The worker ended during a call of {Function}, trace {TraceId}: {Reason}")]
    private partial void WorkerLost(string function, string traceId, string reason);

    [LoggerMessage(EventName = "FunctionCallerGone", Level = LogLevel.Debug,
        Message = "The caller of {Function} hung up, trace {TraceId}.")]
    private partial void CallerGone(string function, string traceId);
}
