using ChildProtection.LocalRuntime.FunctionsWorker.Bus;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Admin;

/// <summary>The bus's connection strings, for developers who play an agency.</summary>
internal static class BusRoutes
{
    public static Task KeysAsync(HttpContext http) => AdminAnswer.RunAsync(http, () =>
    {
        http.Response.Headers.CacheControl = "no-store";
        return Task.FromResult<object>(http.RequestServices.GetRequiredService<BusHost>().Broker.ConnectionStrings(http.Request.Host.Port ?? 80));
    });
}
