using ChildProtection.Functions.Platform.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;

namespace ChildProtection.Functions.Access.Cursors;

/// <summary>
/// Seals the cursor of every page about people, and opens the one in the query, so that no list can forget it. A list whose cursor comes in
/// a body opens that itself.
/// </summary>
internal sealed class CursorMiddleware(RouteTable routes, CursorSeal seal) : IFunctionsWorkerMiddleware
{
    private const string Parameter = "cursor";

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(next);
        var list = context.FunctionDefinition.Name;
        if (context.GetHttpContext() is not { } http || routes.Find(list) is not { Access.Rule: not CaseRule.None })
        {
            await next(context);
            return;
        }

        var caller = context.InstanceServices.GetRequiredService<CurrentCaller>().Value;
        if (http.Request.Query[Parameter] is [{ Length: > 0 } sealedCursor])
            Replace(http.Request, await seal.OpenAsync(sealedCursor, list, caller, http.RequestAborted));
        await next(context);
        var result = context.GetInvocationResult();
        if (result.Value is JsonAnswer { Page: { NextCursor: { } cursor } page } answer)
            result.Value = answer.With(page.Continued(await seal.SealAsync(cursor, list, caller, http.RequestAborted)));
    }

    private static void Replace(HttpRequest request, string cursor)
    {
        var query = request.Query.ToDictionary(one => one.Key, one => one.Value, StringComparer.OrdinalIgnoreCase);
        query[Parameter] = new StringValues(cursor);
        request.Query = new QueryCollection(query);
    }
}
