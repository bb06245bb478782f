using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>Trusts tokens signed with this installation's own key. The local host makes the key and issues the tokens.</summary>
internal sealed class LocalIssuer : ITrustedIssuer
{
    private readonly TokenValidationParameters _parameters;

    public LocalIssuer(LocalIssuerOptions options) => _parameters = new TokenValidationParameters
    {
        ValidIssuer = options.Issuer,
        ValidAudience = options.Audience,
        IssuerSigningKey = new SymmetricSecurityKey(options.Key),
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateIssuerSigningKey = true,
        // Tokens follow the machine's clock; a simulated clock moves only cases.
        ClockSkew = TimeSpan.FromSeconds(30),
    };

    public ClaimNames Claims { get; } = new();

    /// <summary>The local host signs tokens for the app alone.</summary>
    string? ITrustedIssuer.Refusal(TokenClaims token) => null;

    public ValueTask<TokenValidationParameters> ParametersAsync(CancellationToken cancellation) => new(_parameters);
}
