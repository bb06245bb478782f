using ChildProtection.Functions.Platform.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace ChildProtection.Functions.Access;

/// <summary>
/// Refuses a query parameter that the route does not have: a misspelt filter must not look as if it had filtered. Probes, which come
/// without a token, are answered whatever their address ends in.
/// </summary>
internal sealed class KnownQueryMiddleware(RouteTable routes) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        if (context.GetHttpContext() is { } http && routes.Find(context.FunctionDefinition.Name) is { Anonymous: false } route)
            Check(route, http.Request.Query.Keys);
        return next(context);
    }

    /// <exception cref="ProblemException">The route has no parameter of one of the names.</exception>
    internal static void Check(ApiRoute route, IEnumerable<string> names)
    {
        var known = route.Query.Select(parameter => parameter.Name).ToArray();
        var errors = new ValidationErrors();
        // ASP.NET finds a parameter whatever its case, so that other cases of a known name are read too.
        foreach (var name in names.Except(known, StringComparer.OrdinalIgnoreCase))
            errors.Add(
                name,
                known.Length == 0
                    ? "is no parameter of this address, which has none"
                    : $"is no parameter of this address; it has {string.Join(", ", known)}");
        errors.ThrowIfAny();
    }
}
