using Microsoft.AspNetCore.Http;
using Yarp.ReverseProxy.Forwarder;

namespace LocalHost.Http;

/// <summary>Changes requests to the worker and its answers.</summary>
/// <param name="invocationId">The call of the function that the request belongs to.</param>
/// <param name="invocation">That call. It fails when the function fails, of which the worker's web server says nothing.</param>
internal sealed class FunctionTransformer(string invocationId, Task invocation) : HttpTransformer
{
    private const string InvocationHeader = "x-ms-invocation-id";

    public override async ValueTask TransformRequestAsync(
        HttpContext httpContext, HttpRequestMessage proxyRequest, string destinationPrefix, CancellationToken cancellationToken)
    {
        await base.TransformRequestAsync(httpContext, proxyRequest, destinationPrefix, cancellationToken);
        proxyRequest.Headers.Host = httpContext.Request.Host.Value;
        foreach (var (name, value) in Forwarded(httpContext))
        {
            proxyRequest.Headers.Remove(name);
            if (value is not null)
                proxyRequest.Headers.TryAddWithoutValidation(name, value);
        }
    }

    public override async ValueTask<bool> TransformResponseAsync(
        HttpContext httpContext, HttpResponseMessage? proxyResponse, CancellationToken cancellationToken)
    {
        // A function that fails leaves an empty 200 behind. With a body, the function has answered, and the body may be long.
        if (proxyResponse is { Content.Headers.ContentLength: 0 })
        {
            await invocation.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (invocation.IsFaulted)
                return false;
        }

        return await base.TransformResponseAsync(httpContext, proxyResponse, cancellationToken);
    }

    /// <summary>A caller's own values are not trusted.</summary>
    private (string Name, string? Value)[] Forwarded(HttpContext http) =>
    [
        (InvocationHeader, invocationId),
        ("X-Forwarded-For", http.Connection.RemoteIpAddress?.ToString()),
        ("X-Forwarded-Proto", http.Request.Scheme),
        ("X-Forwarded-Host", null),
        ("X-Forwarded-Prefix", null),
    ];
}
