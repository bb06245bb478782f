using LocalHost.Hosting;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LocalHost.Admin;

/// <summary>Makes bearer tokens for developers and tests. They expire by real time, so that a simulated clock does not end them.</summary>
/// <param name="key">The installation's key.</param>
/// <param name="roles">The known roles.</param>
internal sealed class TokenIssuer(byte[] key, IReadOnlyList<string> roles)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    private readonly SigningCredentials _credentials = new(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256);

    /// <summary>The roles that a token may carry.</summary>
    public IReadOnlyList<string> Roles => roles;

    public string Issue(string subject, TokenRequest request)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["roles"] = (request.Roles ?? []).ToArray() };
        AddIfGiven("name", request.Name);
        AddIfGiven("team", request.Team);
        AddIfGiven("agency", request.Agency);
        AddIfGiven("kind", request.Kind);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = SigningKey.Issuer,
            Audience = SigningKey.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + Lifetime,
            Claims = claims,
            SigningCredentials = _credentials,
        });

        void AddIfGiven(string claim, string? value)
        {
            if (value is not null)
                claims[claim] = value;
        }
    }
}
