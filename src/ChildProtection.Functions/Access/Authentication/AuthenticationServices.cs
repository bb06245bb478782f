using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ChildProtection.Functions.Access.Authentication;

internal static class AuthenticationServices
{
    /// <summary>Azure sets one of them wherever it runs functions; Core Tools and the local host set none.</summary>
    private static readonly string[] OfThePlatform = ["WEBSITE_INSTANCE_ID", "WEBSITE_POD_NAME", "WEBSITE_SITE_NAME"];

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

        if (local && entra)
            throw new InvalidOperationException(
                $"Both {EntraOptions.AuthoritySetting} and {LocalIssuerOptions.KeySetting} are set. "
                + "The app does not start, because who has the local key could be anybody of the tenant. Remove one of them.");
        if (local && OfThePlatform.FirstOrDefault(name => configuration[name] is { Length: > 0 }) is { } platform)
            throw new InvalidOperationException(
                $"{LocalIssuerOptions.KeySetting} is set, and {platform} says that the app runs on Azure. The app does not start, because "
                + $"who reads its settings could be anybody. Remove the key, and set {EntraOptions.AuthoritySetting}.");
        if (local)
            services.AddSingleton<ITrustedIssuer>(new LocalIssuer(LocalIssuerOptions.From(configuration)));
        if (entra)
            services.AddSingleton<ITrustedIssuer>(new EntraIssuer(EntraOptions.From(configuration)));
        services.TryAddSingleton(TimeProvider.System);
        return services.AddSingleton<TokenReader>().AddSingleton<UnauthenticatedLog>();
    }
}
