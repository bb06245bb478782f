using ChildProtection.Functions.Access.Authentication;
using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Tests.Access.Authentication;

/// <summary>Tokens for tests, good ones unless told otherwise.</summary>
internal static class Tokens
{
    public const string Issuer = "urn:test";
    public const string Audience = "api";

    public static byte[] Key { get; } = [.. Enumerable.Range(0, 32).Select(number => (byte)number)];

    public static byte[] ForeignKey { get; } = [.. Enumerable.Range(100, 32).Select(number => (byte)number)];

    public static Dictionary<string, object> SocialWorker { get; } =
        new()
        {
            ["sub"] = "sw.1",
            ["name"] = "Sam Worker",
            ["roles"] = new[] { "SocialWorker" },
            ["team"] = "north",
        };

    public static IConfiguration Settings(params (string Name, string? Value)[] changed)
    {
        var settings = new Dictionary<string, string?>
        {
            [LocalIssuerOptions.KeySetting] = Convert.ToBase64String(Key),
            [LocalIssuerOptions.IssuerSetting] = Issuer,
            [LocalIssuerOptions.AudienceSetting] = Audience,
        };
        foreach (var (name, value) in changed)
            settings[name] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    public static string Of(
        Dictionary<string, object>? claims = null,
        byte[]? key = null,
        string? issuer = Issuer,
        string? audience = Audience,
        TimeSpan? expiresIn = null,
        TimeSpan? startsIn = null,
        bool signed = true)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var expires = now + (expiresIn ?? TimeSpan.FromHours(1));
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = issuer,
                Audience = audience,
                Expires = expires,
                NotBefore = startsIn is { } start ? now + start : expires - TimeSpan.FromHours(2),
                Claims = claims ?? SocialWorker,
                SigningCredentials = signed
                    ? new SigningCredentials(new SymmetricSecurityKey(key ?? Key), SecurityAlgorithms.HmacSha256)
                    : null,
            });
    }

    /// <summary>A signed token of that payload, which lacks its end and the claims of every token.</summary>
    public static string Raw(string payload) => new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(
        $$"""
        {{payload}}, "iss": "{{Issuer}}", "aud": "{{Audience}}", "exp": {{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + 600}} }
        """,
        new SigningCredentials(new SymmetricSecurityKey(Key), SecurityAlgorithms.HmacSha256));

    public static Dictionary<string, object> Without(string claim) => With(claim, null);

    public static Dictionary<string, object> With(string claim, object? value)
    {
        var claims = new Dictionary<string, object>(SocialWorker);
        claims.Remove(claim);
        if (value is not null)
            claims[claim] = value;
        return claims;
    }
}
