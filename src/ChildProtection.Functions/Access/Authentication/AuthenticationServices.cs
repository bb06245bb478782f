using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChildProtection.Functions.Access.Authentication;

internal static class AuthenticationServices
{
    /// <summary>Adds the trusted token issuers from the settings.</summary>
    /// <exception cref="InvalidOperationException">No issuer is configured, or a setting is invalid; the message names the
    /// settings.</exception>
    public static IServiceCollection AddAuthentication(this IServiceCollection services, IConfiguration configuration)
    {
        var (local, entra) = (
            configuration[LocalIssuerOptions.KeySetting] is { Length: > 0 },
            configuration[EntraOptions.AuthoritySetting] is { Length: > 0 });
        if (!local && !entra)
        {
            throw new InvalidOperationException(
                $"Neither {EntraOptions.AuthoritySetting} nor {LocalIssuerOptions.KeySetting} is set. "
                + "The app does not start, because it could not authenticate callers. "
                + $"On Azure set {EntraOptions.AuthoritySetting} and {EntraOptions.AudienceSetting}; the local host sets its own key.");
        }

        if (local)
            services.AddSingleton<ITrustedIssuer>(new LocalIssuer(LocalIssuerOptions.From(configuration)));
        if (entra)
            services.AddSingleton<ITrustedIssuer>(new EntraIssuer(EntraOptions.From(configuration)));
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<TokenReader>().AddSingleton<UnauthenticatedLog>();
    }
}
