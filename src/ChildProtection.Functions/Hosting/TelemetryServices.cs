using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Hosting;

internal static class TelemetryServices
{
    /// <summary>Adds the export of traces and metrics. It comes first, to start before and end after everything else.</summary>
    public static IServiceCollection AddTelemetryExport(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton(_ => TelemetryOptions.From(configuration))
        .AddHostedService<TelemetryExport>();
}
