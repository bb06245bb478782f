using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>
/// Trusts the tokens of an Entra ID tenant, or of any issuer with OpenID Connect metadata. It fetches the keys once, refreshes them twice a
/// day, and fetches them again when a token names an unknown key.
/// </summary>
internal sealed class EntraIssuer : ITrustedIssuer, IDisposable
{
    private const string Metadata = "/.well-known/openid-configuration";

    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _metadata;
    private readonly string _authority;
    private readonly string _audience;
    private readonly AccessTokens _tokens;

    /// <param name="options">The tenant.</param>
    /// <param name="refreshInterval">The shortest time between two fetches because of an unknown key; five minutes unless given.</param>
    public EntraIssuer(EntraOptions options, TimeSpan? refreshInterval = null)
    {
        (_authority, _audience, Claims) = (options.Authority.AbsoluteUri.TrimEnd('/'), options.Audience, options.Claims);
        _tokens = new AccessTokens(options.Tenant, options.Clients);
        _metadata = new ConfigurationManager<OpenIdConnectConfiguration>(
            _authority + Metadata,
            new OpenIdConnectConfigurationRetriever(),
            new HttpDocumentRetriever(_http) { RequireHttps = !options.Authority.IsLoopback })
        {
            // Stops trusting a key within an hour after the tenant withdrew it.
            UseLastKnownGoodConfiguration = false,
        };
        if (refreshInterval is { } interval)
            _metadata.RefreshInterval = interval;
    }

    public ClaimNames Claims { get; }

    string? ITrustedIssuer.Refusal(TokenClaims token) => _tokens.Refusal(token);

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
                // Only asymmetric algorithms: with a symmetric one the public key could sign tokens.
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
                $"The signing keys of {_authority} cannot be fetched: {fault.GetBaseException().Message}", fault);
        }
    }

    public void Dispose() => _http.Dispose();
}
