using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Platform.Durable;

internal static class DurableServices
{
    /// <summary>Adds what knows the client of the durable engine.</summary>
    public static IServiceCollection AddDurable(this IServiceCollection services) =>
        services.AddSingleton<DurableClients>();
}
