using ChildProtection.LocalRuntime.FunctionsWorker.Discovery;
using ChildProtection.LocalRuntime.FunctionsWorker.Invocation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Http;

/// <summary>Marks an endpoint of this host, in contrast to those that routing makes up for a wrong method.</summary>
internal sealed record FunctionEndpointMarker(string Name);

/// <summary>Answers a request by running a function.</summary>
internal static class FunctionEndpoint
{
    public static void Map(IEndpointRouteBuilder routes, FunctionDescriptor function, FunctionPipeline pipeline, string routePrefix)
    {
        var trigger = (HttpFunctionTrigger)function.Trigger;
        var route = $"/{routePrefix}/{trigger.Route}".Replace("//", "/", StringComparison.Ordinal);
        Task Answer(HttpContext http) => AnswerAsync(http, function, pipeline);
        var endpoint = trigger.Methods.Count == 0 ? routes.Map(route, Answer) : routes.MapMethods(route, trigger.Methods, Answer);
        endpoint.WithMetadata(new FunctionEndpointMarker(function.Name)).WithDisplayName(function.Name);
    }

    private static async Task AnswerAsync(HttpContext http, FunctionDescriptor function, FunctionPipeline pipeline)
    {
        var data = new Dictionary<string, object?>(http.Request.RouteValues, StringComparer.OrdinalIgnoreCase);
        var context = new LocalFunctionContext(function, http.RequestServices, http, data, http.RequestAborted);
        context.Items[LocalFunctionContext.HttpContextKey] = http;
        await pipeline.RunAsync(context);
        await FunctionResult.WriteAsync(http, context.Result.Value);
    }
}
