using LocalHost.Bus;
using Microsoft.AspNetCore.Http;

namespace LocalHost.Admin;

/// <summary>The bus's connection strings, for developers who act as sender or receiver.</summary>
internal static class BusRoutes
{
    public static Task KeysAsync(HttpContext http, BusHost bus) => AdminAnswer.RunAsync(http, () =>
    {
        http.Response.Headers.CacheControl = "no-store";
        return Task.FromResult<object>(bus.ConnectionStrings());
    });
}
