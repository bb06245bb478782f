using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Security;

/// <summary>
/// Believes the tokens of an Entra ID tenant (or any other issuer with OpenID Connect metadata). Its keys are fetched once, kept, refreshed twice a day, and
/// fetched anew when a token names a key that is not known yet.
/// </summary>
public sealed class EntraIssuer : ITrustedIssuer, IDisposable
{
    /// <summary>Such as <c>https://login.microsoftonline.com/{tenant}/v2.0</c>.</summary>
    public const string AuthoritySetting = "Authentication:Authority";
    public const string AudienceSetting = LocalIssuer.AudienceSetting;

    /// <summary>Unless set, the object id: <c>sub</c> differs from app to app, and an account must be one account everywhere.</summary>
    public const string SubjectClaimSetting = "Authentication:SubjectClaim";
    public const string TeamClaimSetting = "Authentication:TeamClaim";
    public const string AgencyClaimSetting = "Authentication:AgencyClaim";

    private const string Metadata = "/.well-known/openid-configuration";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _metadata;
    private readonly string _authority;
    private readonly string _audience;

    private EntraIssuer(Uri authority, string audience, ClaimNames claims, TimeSpan? refreshInterval)
    {
        (_authority, _audience, Claims) = (authority.AbsoluteUri.TrimEnd('/'), audience, claims);
        _metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
            _authority + Metadata, new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(_http) { RequireHttps = !authority.IsLoopback })
        {
            // A key that the tenant withdrew is not believed for another hour.
            UseLastKnownGoodConfiguration = false,
        };
        if (refreshInterval is { } interval)
            _metadata.RefreshInterval = interval;
    }

    public ClaimNames Claims { get; }

    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">The app's settings.</param>
    /// <param name="refreshInterval">The shortest time between two fetches because of an unknown key; five minutes unless given.</param>
    /// <exception cref="InvalidOperationException">A setting is missing or cannot be used; the message names it.</exception>
    public static EntraIssuer From(IConfiguration configuration, TimeSpan? refreshInterval = null)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (!Uri.TryCreate(configuration[AuthoritySetting], UriKind.Absolute, out var authority)
            || !(authority.Scheme == Uri.UriSchemeHttps || (authority.Scheme == Uri.UriSchemeHttp && authority.IsLoopback)))
        {
            throw new InvalidOperationException($"The setting {AuthoritySetting} must be the https address of the tenant, such as https://login.microsoftonline.com/<tenant id>/v2.0.");
        }

        var audience = configuration[AudienceSetting] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException($"The setting {AudienceSetting} is missing: set it to the application id that tokens for this app are issued to.");
        return new EntraIssuer(authority, audience, new ClaimNames
        {
            Subject = configuration[SubjectClaimSetting] is { Length: > 0 } subject ? subject : "oid",
            Team = configuration[TeamClaimSetting] is { Length: > 0 } team ? team : "team",
            Agency = configuration[AgencyClaimSetting] is { Length: > 0 } agency ? agency : "agency",
        }, refreshInterval);
    }

    public async ValueTask<TokenValidationParameters> ParametersAsync(CancellationToken cancellation)
    {
        try
        {
            var known = await _metadata.GetConfigurationAsync(cancellation);
            return new TokenValidationParameters
            {
                ConfigurationManager = _metadata,
                ValidIssuer = known.Issuer,
                ValidAudience = _audience,
                // Asymmetric ones alone: whoever knows a public key must not be able to sign with it.
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256],
                RequireSignedTokens = true,
                RequireExpirationTime = true,
                ValidateIssuerSigningKey = true,
                ClockSkew = TimeSpan.FromMinutes(1),
            };
        }
        catch (InvalidOperationException fault)
        {
            throw new IssuerUnavailableException($"The metadata of {_authority} cannot be fetched, and no keys are known: {fault.GetBaseException().Message}", fault);
        }
    }

    public void Dispose() => _http.Dispose();
}
