using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace ChildProtection.Functions.Security;

public static class SecurityServices
{
    /// <summary>Adds what <see cref="AuthenticationMiddleware"/> needs.</summary>
    /// <exception cref="InvalidOperationException">No key is configured; the message names the setting.</exception>
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<ITrustedIssuer>(LocalIssuer.From(configuration));
        services.AddSingleton<TokenReader>();
        services.AddScoped<CurrentCaller>();
        return services;
    }
}
