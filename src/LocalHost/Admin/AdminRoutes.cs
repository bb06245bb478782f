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
        admin.MapPost("/token", http => TokenRoutes.PostAsync(http, parts.Tokens));
        admin.MapGet("/servicebus/keys", http => BusRoutes.KeysAsync(http, parts.Bus));
        admin.MapGet("/host", http => HostRoutes.GetAsync(http, parts));
        admin.MapGet("/clock", http => ClockRoutes.GetAsync(http, parts));
        admin.MapPost("/clock", http => ClockRoutes.PostAsync(http, parts));
        if (parts.Worker is null)
            return;
        MapInstances(admin, new InstanceRoutes(parts.Engine!));
        if (parts.Faults is not { } faults)
            return;
        admin.MapGet("/faults", http => FaultRoutes.GetAsync(http, faults));
        admin.MapPost("/faults", http => FaultRoutes.PostAsync(http, faults));
    }

    private static void MapInstances(RouteGroupBuilder admin, InstanceRoutes instances)
    {
        const string One = "/instances/{instanceId}";
        admin.MapGet("/instances", instances.ListAsync);
        admin.MapGet(One, instances.GetAsync);
        admin.MapPost($"{One}/suspend", instances.SuspendAsync);
        admin.MapPost($"{One}/resume", instances.ResumeAsync);
        admin.MapPost($"{One}/terminate", instances.TerminateAsync);
        admin.MapDelete(One, instances.PurgeAsync);
    }
}
