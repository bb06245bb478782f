using ChildProtection.Domain.Kernel;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Access.Authentication;

/// <summary>Turns a bearer token into a <see cref="Caller"/>. Lifetimes follow the machine's clock.</summary>
public sealed class TokenReader(IEnumerable<ITrustedIssuer> issuers)
{
    /// <summary>A stolen token must not open the record for longer, whatever its issuer allows.</summary>
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromHours(24);

    /// <summary>The sign-in, else Entra's id of the token, else the standard one.</summary>
    private static readonly string[] SessionClaims = ["sid", "uti", "jti"];

    private const int LongestSession = 200;

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <exception cref="IssuerUnavailableException">The keys of an issuer cannot be fetched.</exception>
    public async Task<TokenOutcome> ReadAsync(string token, CancellationToken cancellation)
    {
        TokenRefused? refused = null;
        foreach (var issuer in issuers)
        {
            var result = await _handler.ValidateTokenAsync(token, await issuer.ParametersAsync(cancellation));
            if (result.IsValid)
                return OutcomeOf((JsonWebToken)result.SecurityToken, issuer);
            // The matching issuer gives the most precise reason.
            if (refused is null || result.Exception is not (SecurityTokenInvalidIssuerException or SecurityTokenInvalidSignatureException))
                refused = new TokenRefused(ReasonOf(result.Exception));
        }

        return refused ?? throw new InvalidOperationException("No token issuer is configured. Add one in AuthenticationServices.");
    }

    private static TokenOutcome OutcomeOf(JsonWebToken token, ITrustedIssuer issuer)
    {
        try
        {
            using var claims = new TokenClaims(token);
            if (LivesTooLong(token))
                return new TokenRefused(
                    $"The token is valid for more than {LongestLifetime.TotalHours} hours. Get one with a shorter lifetime.");
            return issuer.Refusal(claims) is { } refusal ? new TokenRefused(refusal) : CallerOf(claims, issuer.Claims);
        }
        catch (AmbiguousTokenException ambiguous)
        {
            return new TokenRefused(ambiguous.Message);
        }
    }

    /// <summary>From its issue or start, and from now on: an issuer's clock, or a missing start, must not lengthen it.</summary>
    private static bool LivesTooLong(JsonWebToken token)
    {
        var starts = new[] { token.IssuedAt, token.ValidFrom, TimeProvider.System.GetUtcNow().UtcDateTime };
        return token.ValidTo - starts.Where(start => start > DateTime.UnixEpoch).Min() > LongestLifetime;
    }

    private static TokenOutcome CallerOf(TokenClaims token, ClaimNames claims)
    {
        if (token.Text(claims.Subject) is not { } subject)
            return new TokenRefused($"The token has no {claims.Subject} claim, so the caller is unknown. Get a token with that claim.");
        var names = token.Texts("roles");
        if (names.Count == 0)
            return new TokenRefused("The token has no roles claim. Get a token with at least one role.");
        var roles = new List<Role>();
        foreach (var name in names)
        {
            if (RoleOf(name) is not { } role)
                return new TokenRefused(
                    $"The token names the unknown role '{name}'. Get a token with one of {string.Join(", ", Enum.GetNames<Role>())}.");
            roles.Add(role);
        }

        var agency = token.Text(claims.Agency);
        if (roles.Contains(Role.Agency) && (agency is null || roles.Count > 1))
            return new TokenRefused(
                $"An account with the role {Role.Agency} has no other role, and its agency in the claim {claims.Agency}. "
                + "Get a token with both right.");
        return new TokenAccepted(new Caller
        {
            Subject = subject,
            Name = token.Text(claims.Name),
            Roles = roles,
            Team = token.Text(claims.Team),
            Agency = agency,
            Session = SessionClaims.Select(token.Text).FirstOrDefault(id => id is { Length: <= LongestSession }),
        });
    }

    // Enum.TryParse alone would accept numbers, lists and any case.
    private static Role? RoleOf(string name) =>
        Enum.GetNames<Role>().Contains(name, StringComparer.Ordinal) ? Enum.Parse<Role>(name) : null;

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
