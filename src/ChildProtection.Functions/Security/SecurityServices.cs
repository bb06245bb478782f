using ChildProtection.Functions.Http.Routes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChildProtection.Functions.Security;

public static class SecurityServices
{
    /// <summary>Adds what <see cref="AuthenticationMiddleware"/> and <see cref="AuthorizationMiddleware"/> need: whom to believe is what the settings name.</summary>
    /// <exception cref="InvalidOperationException">Nobody is to be believed, or a setting cannot be used; the message names the settings.</exception>
    public static IServiceCollection AddSecurity(this IServiceCollection services, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var (local, entra) = (configuration[LocalIssuer.KeySetting] is { Length: > 0 }, configuration[EntraIssuer.AuthoritySetting] is { Length: > 0 });
        if (!local && !entra)
        {
            throw new InvalidOperationException(
                $"Neither {EntraIssuer.AuthoritySetting} nor {LocalIssuer.KeySetting} is set, so no caller could be authenticated and the app does not start. "
                + $"On Azure set {EntraIssuer.AuthoritySetting} and {EntraIssuer.AudienceSetting}; the local host sets its own key.");
        }

        if (local)
            services.AddSingleton<ITrustedIssuer>(LocalIssuer.From(configuration));
        if (entra)
            services.AddSingleton<ITrustedIssuer>(EntraIssuer.From(configuration));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(new RouteTable(ApiRoutes.All));
        services.AddSingleton<TokenReader>();
        services.AddSingleton<UnauthenticatedLog>();
        services.AddSingleton(RequestLimits.From(configuration));
        services.AddSingleton<RequestLimiter>();
        services.AddScoped<CurrentCaller>();
        services.AddScoped<AccessRecorder>();
        services.AddScoped<CaseGate>();
        return services;
    }
}
