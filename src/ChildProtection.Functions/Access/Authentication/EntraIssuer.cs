using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>
/// Believes the tokens of an Entra ID tenant (or any other issuer with OpenID Connect metadata). Its keys are fetched once, kept, refreshed
/// twice a day, and fetched anew when a token names a key that is not known yet.
/// </summary>
internal sealed class EntraIssuer : ITrustedIssuer, IDisposable
{
    private const string Metadata = "/.well-known/openid-configuration";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _metadata;
    private readonly string _authority;
    private readonly string _audience;

    /// <param name="options">The tenant.</param>
    /// <param name="refreshInterval">The shortest time between two fetches because of an unknown key; five minutes unless given.</param>
    public EntraIssuer(EntraOptions options, TimeSpan? refreshInterval = null)
    {
        (_authority, _audience, Claims) = (options.Authority.AbsoluteUri.TrimEnd('/'), options.Audience, options.Claims);
        _metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
            _authority + Metadata,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(_http) { RequireHttps = !options.Authority.IsLoopback })
        {
            // A key that the tenant withdrew is not believed for another hour.
            UseLastKnownGoodConfiguration = false,
        };
        if (refreshInterval is { } interval)
            _metadata.RefreshInterval = interval;
    }

    public ClaimNames Claims { get; }

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
            throw new IssuerUnavailableException(
                $"The metadata of {_authority} cannot be fetched, and no keys are known: {fault.GetBaseException().Message}", fault);
        }
    }

    public void Dispose() => _http.Dispose();
}
