using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChildProtection.Functions.Access.Authentication;

internal static class AuthenticationServices
{
    /// <summary>Adds whom to believe about who calls, as the settings say.</summary>
    /// <exception cref="InvalidOperationException">Nobody is to be believed, or a setting cannot be used; the message names the
    /// settings.</exception>
    public static IServiceCollection AddAuthentication(this IServiceCollection services, IConfiguration configuration)
    {
        var (local, entra) = (
            configuration[LocalIssuerOptions.KeySetting] is { Length: > 0 },
            configuration[EntraOptions.AuthoritySetting] is { Length: > 0 });
        if (!local && !entra)
        {
            throw new InvalidOperationException(
                $"Neither {EntraOptions.AuthoritySetting} nor {LocalIssuerOptions.KeySetting} is set, so no caller could be authenticated and the app does not start. "
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
