using Microsoft.Extensions.Configuration;
using Microsoft.IdentityModel.Tokens;

namespace ChildProtection.Functions.Security;

/// <summary>Believes the tokens signed with this installation's own key, which the local host makes and issues them with.</summary>
public sealed class LocalIssuer : ITrustedIssuer
{
    public const string KeySetting = "Authentication:LocalSigningKey";
    public const string IssuerSetting = "Authentication:Issuer";
    public const string AudienceSetting = "Authentication:Audience";

    // HS256 is as strong as its key: one shorter than the hash weakens it (RFC 7518, 3.2).
    private const int LeastKeyBytes = 32;

    private readonly TokenValidationParameters _parameters;

    private LocalIssuer(byte[] key, string issuer, string audience) => _parameters = new TokenValidationParameters
    {
        ValidIssuer = issuer,
        ValidAudience = audience,
        IssuerSigningKey = new SymmetricSecurityKey(key),
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        ValidateIssuerSigningKey = true,
        // Issuer and validator share a clock here, the machine's: a simulated clock moves cases, not tokens.
        ClockSkew = TimeSpan.FromSeconds(30),
    };

    public ClaimNames Claims { get; } = new();

    /// <summary>Reads the settings.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or cannot be used; the message names it. An app that cannot tell its callers apart must not start.</exception>
    public static LocalIssuer From(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new LocalIssuer(Key(configuration), Required(configuration, IssuerSetting), Required(configuration, AudienceSetting));
    }

    public ValueTask<TokenValidationParameters> ParametersAsync(CancellationToken cancellation) => new(_parameters);

    private static byte[] Key(IConfiguration configuration)
    {
        var text = Required(configuration, KeySetting);
        var key = new byte[text.Length];
        return Convert.TryFromBase64String(text, key, out var length) && length >= LeastKeyBytes
            ? key[..length]
            : throw new InvalidOperationException($"The setting {KeySetting} must be a key of at least {LeastKeyBytes} bytes in base64. Its value is not shown.");
    }

    private static string Required(IConfiguration configuration, string setting) =>
        configuration[setting] is { Length: > 0 } value
            ? value
            : throw new InvalidOperationException(
                $"The setting {setting} is missing, so no caller could be authenticated and the app does not start. The local host sets it; elsewhere add it to the app's settings.");
}
