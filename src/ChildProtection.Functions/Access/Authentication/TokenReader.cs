using ChildProtection.Domain.Kernel;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>Turns a bearer token into a <see cref="Caller"/>. Lifetimes follow the machine's clock.</summary>
public sealed class TokenReader(IEnumerable<ITrustedIssuer> issuers)
{
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <exception cref="IssuerUnavailableException">The keys of an issuer cannot be fetched.</exception>
    public async Task<TokenOutcome> ReadAsync(string token, CancellationToken cancellation)
    {
        TokenRefused? refused = null;
        foreach (var issuer in issuers)
        {
            var result = await _handler.ValidateTokenAsync(token, await issuer.ParametersAsync(cancellation));
            if (result.IsValid)
                return CallerOf((JsonWebToken)result.SecurityToken, issuer.Claims);
            // The matching issuer gives the most precise reason.
            if (refused is null || result.Exception is not (SecurityTokenInvalidIssuerException or SecurityTokenInvalidSignatureException))
                refused = new TokenRefused(ReasonOf(result.Exception));
        }

        return refused ?? throw new InvalidOperationException("No token issuer is configured. Add one in AuthenticationServices.");
    }

    private static TokenOutcome CallerOf(JsonWebToken token, ClaimNames claims)
    {
        if (Claim(token, claims.Subject) is not { } subject)
            return new TokenRefused($"The token has no {claims.Subject} claim, so the caller is unknown. Get a token with that claim.");
        var names = token.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).Distinct().ToArray();
        if (names.Length == 0)
            return new TokenRefused("The token has no roles claim. Get a token with at least one role.");
        var roles = new List<Role>();
        foreach (var name in names)
        {
            if (RoleOf(name) is not { } role)
                return new TokenRefused(
                    $"The token names the unknown role '{name}'. Get a token with one of {string.Join(", ", Enum.GetNames<Role>())}.");
            roles.Add(role);
        }

        return new TokenAccepted(new Caller
        {
            Subject = subject,
            Name = Claim(token, claims.Name),
            Roles = roles,
            Team = Claim(token, claims.Team),
            Agency = Claim(token, claims.Agency),
        });
    }

    // Enum.TryParse alone would accept numbers, lists and any case.
    private static Role? RoleOf(string name) =>
        Enum.GetNames<Role>().Contains(name, StringComparer.Ordinal) ? Enum.Parse<Role>(name) : null;

    private static string? Claim(JsonWebToken token, string name) =>
        token.TryGetClaim(name, out var claim) && !string.IsNullOrWhiteSpace(claim.Value) ? claim.Value : null;

    private static string ReasonOf(Exception exception) => exception switch
    {
        SecurityTokenExpiredException => "The token has expired. Get a new one.",
        SecurityTokenNotYetValidException => "The token is not valid yet. Send it from its start time (nbf) on.",
        SecurityTokenNoExpirationException => "The token has no expiry (exp). Get one that has.",
        SecurityTokenInvalidIssuerException => "The token's issuer (iss) is not trusted here. Get a token from this installation's issuer.",
        SecurityTokenInvalidAudienceException => "The token was issued for another audience (aud). Get a token for this app.",
        SecurityTokenInvalidSignatureException => "The token is not signed with a trusted key. Get one from this installation's issuer.",
        _ => "The token is not a signed JSON Web Token. Get a new one.",
    };
}
