using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Hosting;

internal static class TelemetryServices
{
    /// <summary>Adds what sends traces and metrics out. It comes first: begun before and ended after everything else.</summary>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(_ => TelemetryOptions.From(configuration))
        .AddHostedService<TelemetryExport>();
}
