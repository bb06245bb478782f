using Azure.Messaging.ServiceBus;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Platform.Bus;

internal static class BusServices
{
    /// <summary>Adds the clients of the bus: one that sends, one that receives.</summary>
    public static IServiceCollection AddBus(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => BusOptions.From(configuration).CreateClient(Sending()));
        services.AddKeyedSingleton(
            BusConnection.Receiving, (_, _) => BusOptions.From(configuration).CreateClient(new ServiceBusRetryOptions()));
        return services.AddSingleton<BusActivity>();
    }

    /// <summary>
    /// Short, because a publishing case waits for them and its outbox keeps unsent messages. A receiver's long waits need the usual ones.
    /// </summary>
    private static ServiceBusRetryOptions Sending() => new()
    {
        Mode = ServiceBusRetryMode.Fixed,
        MaxRetries = 1,
        Delay = TimeSpan.FromMilliseconds(250),
        TryTimeout = TimeSpan.FromSeconds(5),
    };
}
