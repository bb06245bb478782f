using LocalHost.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace LocalHost.Admin;

/// <summary>The routes that only the local host has.</summary>
internal static class AdminRoutes
{
    public static void Map(IEndpointRouteBuilder routes, AdminParts parts)
    {
        var admin = routes.MapGroup("/admin").WithMetadata(new OwnEndpoint("admin"));
        admin.MapGet("/host", http => HostRoutes.GetAsync(http, parts));
    }
}
