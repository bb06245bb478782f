using System.Collections.Frozen;

namespace ChildProtection.Functions.Access;

/// <summary>The routes by function, for the pipeline. A function without a route is closed.</summary>
internal sealed class RouteTable(IEnumerable<ApiRoute> routes)
{
    private readonly FrozenDictionary<string, ApiRoute> _byFunction = routes.ToFrozenDictionary(
        route => route.Function, StringComparer.Ordinal);

    public bool IsAnonymous(string function) => Find(function) is { Anonymous: true };

    public bool IsCacheable(string function) => Find(function) is { Cacheable: true };

    public ApiRoute? Find(string function) => _byFunction.GetValueOrDefault(function);
}
