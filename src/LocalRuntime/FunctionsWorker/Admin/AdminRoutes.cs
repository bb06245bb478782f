using ChildProtection.LocalRuntime.FunctionsWorker.Faults;
using ChildProtection.LocalRuntime.FunctionsWorker.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Admin;

/// <summary>The routes that only the local host has.</summary>
internal static class AdminRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup("/admin").WithMetadata(new FunctionEndpointMarker("admin"));
        admin.MapGet("/clock", ClockRoutes.GetAsync);
        admin.MapPost("/clock", ClockRoutes.PostAsync);
        admin.MapPost("/token", TokenRoutes.PostAsync);
        admin.MapGet("/servicebus/keys", BusRoutes.KeysAsync);
        admin.MapGet("/instances", InstanceRoutes.ListAsync);
        admin.MapGet("/instances/{instanceId}", InstanceRoutes.GetAsync);
        admin.MapPost("/instances/{instanceId}/terminate", InstanceRoutes.TerminateAsync);
        if (routes.ServiceProvider.GetService<FaultPoints>() is null)
            return;
        admin.MapGet("/faults", FaultRoutes.GetAsync);
        admin.MapPost("/faults", FaultRoutes.PostAsync);
    }
}
