using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace ChildProtection.LocalRuntime.FunctionsWorker.Bus;

/// <summary>Whether the bus can store: it is tried.</summary>
internal sealed class BusHealthCheck(BusHost host) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await host.Broker.ProbeAsync().WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy("The bus stores.");
        }
        catch (ServiceBusException error)
        {
            return HealthCheckResult.Unhealthy($"The bus cannot store: {error.Message}");
        }
    }
}
