using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Routing;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Http;

/// <summary>Writes what a function returned, as the official ASP.NET Core integration does.</summary>
internal static class FunctionResult
{
    /// <summary>A result object writes itself; any other value is negotiated (JSON, text for a string); nothing leaves the response as the function made it.</summary>
    public static Task WriteAsync(HttpContext http, object? value) => value switch
    {
        null => Task.CompletedTask,
        IActionResult action => action.ExecuteResultAsync(ContextOf(http)),
        IResult result => result.ExecuteAsync(http),
        _ => new ObjectResult(value).ExecuteResultAsync(ContextOf(http)),
    };

    private static ActionContext ContextOf(HttpContext http) => new(http, http.GetRouteData(), new ActionDescriptor());
}
