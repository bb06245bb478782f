using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Platform.Durable;

internal static class DurableServices
{
    /// <summary>Adds the client of the durable engine and the maximum length of its timers.</summary>
    public static IServiceCollection AddDurable(this IServiceCollection services, IConfiguration configuration)
    {
        var timers = TimerOptions.From(configuration);
        services.Configure<DurableTaskWorkerOptions>(options => options.MaximumTimerInterval = timers.Longest);
        return services.AddSingleton<DurableClients>();
    }
}
