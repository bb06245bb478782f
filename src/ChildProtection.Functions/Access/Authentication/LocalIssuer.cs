using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>Believes the tokens signed with this installation's own key, which the local host makes and issues them with.</summary>
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
        // Issuer and validator share a clock here, the machine's: a simulated clock moves cases, not tokens.
        ClockSkew = TimeSpan.FromSeconds(30),
    };

    public ClaimNames Claims { get; } = new();

    public ValueTask<TokenValidationParameters> ParametersAsync(CancellationToken cancellation) => new(_parameters);
}
