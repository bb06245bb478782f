using System.Text.Json.Nodes;
using LocalHost.Hosting;
using LocalHost.Worker;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace LocalHost.Http;

/// <summary>The routes of the worker's HTTP functions; they appear when a worker tells them and stay when it ends.</summary>
internal sealed class FunctionRoutes(HostJson hostJson, FunctionProxy proxy, RequestGate gate) : EndpointDataSource, IDisposable
{
    private volatile IReadOnlyList<Endpoint> _endpoints = [];
    private CancellationTokenSource _changed = new();

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(_changed.Token);

    /// <exception cref="WorkerFaultException">A route can't be read.</exception>
    public void Show(IReadOnlyList<WorkerFunction> functions)
    {
        _endpoints = [.. functions.Where(IsHttp).Select(EndpointOf)];
        var before = Interlocked.Exchange(ref _changed, new CancellationTokenSource());
        before.Cancel();
        before.Dispose();
    }

    public void Dispose() => _changed.Dispose();

    private static bool IsHttp(WorkerFunction function) => function.TriggerType.Equals("httpTrigger", StringComparison.OrdinalIgnoreCase);

    private RouteEndpoint EndpointOf(WorkerFunction function)
    {
        var route = (string?)function.Trigger["route"] is { Length: > 0 } text ? text : function.Name;
        try
        {
            var pattern = RoutePatternFactory.Parse(
                $"/{hostJson.RoutePrefix}/{route.TrimStart('/')}".Replace("//", "/", StringComparison.Ordinal));
            var endpoint = new RouteEndpointBuilder(
                http => gate.PassAsync(http, () => proxy.AnswerAsync(http, function)), pattern, order: 0)
            {
                DisplayName = function.Name,
            };
            endpoint.Metadata.Add(new OwnEndpoint(function.Name));
            if (Methods(function.Trigger) is { Count: > 0 } methods)
                endpoint.Metadata.Add(new HttpMethodMetadata(methods));
            return (RouteEndpoint)endpoint.Build();
        }
        catch (RoutePatternException exception)
        {
            throw new WorkerFaultException(
                $"The route '{route}' of the function {function.Name} can't be used: {exception.Message}", exception);
        }
    }

    private static List<string> Methods(JsonObject trigger)
        => [.. (trigger["methods"] as JsonArray ?? []).Select(method => ((string)method!).ToUpperInvariant()).Distinct()];
}
